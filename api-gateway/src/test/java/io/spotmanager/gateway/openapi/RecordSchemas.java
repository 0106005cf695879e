package io.spotmanager.gateway.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.NamingStrategyImpls;

/**
 * What a record looks like on the wire: snake case, unwrapped parts in their place, and required whatever is not nullable,
 * as what is null is left out.
 */
final class RecordSchemas implements ModelConverter {
    private final SourceComments comments;
    private final Words words;

    RecordSchemas(SourceComments comments, Words words) {
        this.comments = comments;
        this.words = words;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        var java = Json31.mapper().constructType(type.getType());
        if (JsonNode.class.isAssignableFrom(java.getRawClass())) {
            return object();
        }
        if (java.getRawClass().isSealed()) {
            return oneOf(java.getRawClass(), context);
        }
        if (!java.getRawClass().isRecord()) {
            return others.hasNext() ? others.next().resolve(type, context, others) : null;
        }
        var name = SchemaNames.of(java);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = object();
            context.defineModel(name, schema);
            comments.ofRecord(java.getRawClass()).ifPresent(schema::setDescription);
            new Members(name, schema, context).add(java, false);
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    /** One of several records; their fields tell them apart. */
    private Schema<?> oneOf(Class<?> sealed, ModelConverterContext context) {
        var name = SchemaNames.of(sealed);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = new JsonSchema();
            for (var permitted : sealed.getPermittedSubclasses()) {
                schema.addOneOfItem(context.resolve(new AnnotatedType(permitted)));
            }
            comments.ofRecord(sealed).ifPresent(schema::setDescription);
            context.defineModel(name, schema);
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> object() {
        var schema = new JsonSchema();
        schema.setTypes(Set.of("object"));
        return schema;
    }

    /** The same again, as one that was resolved stands in several places. */
    static Schema<?> own(Schema<?> resolved) {
        return AnnotationsUtils.clone(resolved, true);
    }

    private static String wireName(Field field) {
        return Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElseGet(() -> NamingStrategyImpls.SNAKE_CASE.translate(field.getName()));
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every component has a field", e);
        }
    }

    private final class Members {
        private final String name;
        private final Schema<?> schema;
        private final ModelConverterContext context;

        Members(String name, Schema<?> schema, ModelConverterContext context) {
            this.name = name;
            this.schema = schema;
            this.context = context;
        }

        void add(JavaType type, boolean mayBeAbsent) {
            for (var component : type.getRawClass().getRecordComponents()) {
                var absent = mayBeAbsent || isNullable(component);
                var java = Json31.mapper()
                        .getTypeFactory()
                        .resolveMemberType(component.getGenericType(), type.getBindings());
                if (field(component).isAnnotationPresent(JsonUnwrapped.class)) {
                    add(java, absent);
                } else {
                    member(component, java, absent);
                }
            }
        }

        private void member(RecordComponent component, JavaType type, boolean absent) {
            var field = field(component);
            var wire = wireName(field);
            var member = own(context.resolve(new AnnotatedType(type).resolveAsRef(true)));
            Limits.apply(field, member);
            comments.ofComponent(component.getDeclaringRecord(), component.getName())
                    .or(() -> words.of(name, wire))
                    .ifPresent(member::setDescription);
            schema.addProperty(wire, member);
            if (!absent) {
                schema.addRequiredItem(wire);
            }
        }
    }
}
