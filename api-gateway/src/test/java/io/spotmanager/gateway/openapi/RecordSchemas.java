package io.spotmanager.gateway.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.NamingStrategyImpls;

/**
 * What a record looks like on the wire: snake case, unwrapped parts in their place, and required whatever is not nullable,
 * as what is null is left out.
 */
final class RecordSchemas implements ModelConverter {
    private static final String REFERENCE = "#/components/schemas/";

    private final SourceComments comments;
    private final Words words;
    private final Map<String, String> owners = new HashMap<>();

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
            return together(java.getRawClass(), context);
        }
        if (!java.getRawClass().isRecord()) {
            return others.hasNext() ? others.next().resolve(type, context, others) : null;
        }
        var name = own(SchemaNames.of(java), java);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = object();
            context.defineModel(name, schema);
            comments.ofRecord(java.getRawClass()).ifPresent(schema::setDescription);
            new Members(name, schema, context).add(java, false);
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    /** Returns the name, which is that of one type alone: of two with one name only the first would be described. */
    private String own(String name, JavaType type) {
        var other = owners.putIfAbsent(name, type.toCanonical());
        if (other != null && !other.equals(type.toCanonical())) {
            throw new AssertionError("%s and %s are both called %s: give one of them a @Schema(name = ...)"
                    .formatted(other, type.toCanonical(), name));
        }
        return name;
    }

    /**
     * One of several records, as one with the members of all of them; those that each has are required. As alternatives they would be
     * described more exactly, but what is generated from that picks the first one that it can read, or none.
     */
    private Schema<?> together(Class<?> sealed, ModelConverterContext context) {
        var name = SchemaNames.of(sealed);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = object();
            context.defineModel(name, schema);
            comments.ofRecord(sealed).ifPresent(schema::setDescription);
            var always = new TreeSet<String>();
            for (var part : parts(sealed)) {
                var one = object();
                new Members(name, one, context).add(Json31.mapper().constructType(part), false);
                one.getProperties().forEach((wire, member) -> {
                    if (schema.getProperties() == null
                            || !schema.getProperties().containsKey(wire)) {
                        words.at(name + "." + wire).ifPresent(member::setDescription);
                        schema.addProperty(wire, member);
                    }
                });
                if (always.isEmpty()) {
                    always.addAll(one.getRequired());
                } else {
                    always.retainAll(one.getRequired());
                }
            }
            always.forEach(schema::addRequiredItem);
        }
        return new JsonSchema().$ref(REFERENCE + name);
    }

    private static List<Class<?>> parts(Class<?> sealed) {
        var parts = new ArrayList<Class<?>>(List.of(sealed.getPermittedSubclasses()));
        if (sealed == CommandAnswer.class) {
            parts.add(outcome());
        }
        return parts;
    }

    /** What a command answers whose request has waited for its end. */
    private static Class<?> outcome() {
        try {
            return Class.forName("io.spotmanager.gateway.outcomes.CommandOutcome");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
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
            typedItems(field, member);
            namedItems(member, type);
            if (isTwin(wire)) {
                twin(wire, member);
                return;
            }
            schema.addProperty(wire, member);
            if (!absent) {
                schema.addRequiredItem(wire);
            }
        }

        /** What the code reads one by one, to say which of them is wrong. */
        private void typedItems(Field field, Schema<?> member) {
            var declared = field.getAnnotation(ArraySchema.class);
            if (declared != null && declared.schema().implementation() != Void.class) {
                member.setItems(
                        context.resolve(new AnnotatedType(declared.schema().implementation()).resolveAsRef(true)));
            }
        }

        /** Generators of clients make types of a list's values only if these have a name. */
        private void namedItems(Schema<?> member, JavaType list) {
            var items = member.getItems();
            if (items == null
                    || items.getEnum() == null
                    || !list.getContentType().isEnumType()) {
                return;
            }
            var enumeration = own(SchemaNames.of(list.getContentType()), list.getContentType());
            if (!context.getDefinedModels().containsKey(enumeration)) {
                context.defineModel(enumeration, items);
            }
            member.setItems(new JsonSchema().$ref(REFERENCE + enumeration));
        }

        /** True if there is a member of that name in other letters: in most languages two fields cannot be told apart by them. */
        private boolean isTwin(String wire) {
            return schema.getProperties() != null
                            && schema.getProperties().keySet().stream().anyMatch(wire::equalsIgnoreCase)
                    || Character.isUpperCase(wire.charAt(0));
        }

        /** It is described, and left out by generators, which do not read patterns. */
        private void twin(String wire, Schema<?> member) {
            Map<String, Schema> patterns =
                    Optional.ofNullable(schema.getPatternProperties()).orElseGet(TreeMap::new);
            patterns.put("^%s$".formatted(wire), member);
            schema.setPatternProperties(patterns);
        }
    }
}
