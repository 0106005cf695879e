package io.spotmanager.gateway.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/** What an endpoint takes beside a body, as its method declares it. */
final class Parameters {
    private final SourceComments comments;
    private final Words words;

    Parameters(SourceComments comments, Words words) {
        this.comments = comments;
        this.words = words;
    }

    List<Parameter> of(HandlerMethod endpoint, String operation) {
        return Arrays.stream(endpoint.getMethod().getParameters())
                .flatMap(declared -> declared.isAnnotationPresent(ModelAttribute.class)
                        ? Arrays.stream(declared.getType().getRecordComponents())
                                .map(this::component)
                        : one(declared).stream().map(parameter -> explained(parameter, endpoint, declared.getName())))
                .map(parameter -> completed(parameter, operation))
                .toList();
    }

    private static Optional<Parameter> one(java.lang.reflect.Parameter declared) {
        return Stream.of(path(declared), query(declared), header(declared))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Parameter> path(java.lang.reflect.Parameter declared) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(declared, PathVariable.class))
                .map(variable ->
                        parameter("path", named(variable.name(), declared), declared.getParameterizedType(), true));
    }

    private static Optional<Parameter> query(java.lang.reflect.Parameter declared) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(declared, RequestParam.class))
                .map(query -> {
                    var given = query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                    var parameter = parameter(
                            "query",
                            named(query.name(), declared),
                            declared.getParameterizedType(),
                            query.required() && given);
                    if (!given && !query.defaultValue().isEmpty()) {
                        parameter.getSchema().setDefault(Integer.valueOf(query.defaultValue()));
                    }
                    return parameter;
                });
    }

    private static Optional<Parameter> header(java.lang.reflect.Parameter declared) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(declared, RequestHeader.class))
                .map(header -> parameter(
                        "header", named(header.name(), declared), declared.getParameterizedType(), header.required()));
    }

    private Parameter component(RecordComponent component) {
        var parameters =
                component.getDeclaringRecord().getDeclaredConstructors()[0].getParameters();
        var name = Arrays.stream(parameters)
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(BindParam.class))
                .flatMap(Stream::ofNullable)
                .map(BindParam::value)
                .findFirst()
                .orElse(component.getName());
        var parameter = parameter("query", name, component.getGenericType(), !RecordSchemas.isNullable(component));
        comments.ofComponent(component.getDeclaringRecord(), component.getName())
                .ifPresent(parameter::setDescription);
        return parameter;
    }

    private static String named(String name, java.lang.reflect.Parameter declared) {
        return StringUtils.hasText(name) ? name : declared.getName();
    }

    private static Parameter parameter(String in, String name, Type type, boolean required) {
        var schema = type instanceof ParameterizedType list && list.getRawType().equals(List.class)
                ? new Schema<>().types(Set.of("array")).items(schema(list.getActualTypeArguments()[0]))
                : schema(type);
        return new Parameter().in(in).name(name).required(required).schema(schema);
    }

    private static Schema<?> schema(Type type) {
        return RecordSchemas.own(
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type)).schema);
    }

    private Parameter explained(Parameter parameter, HandlerMethod endpoint, String javaName) {
        comments.ofParameter(endpoint.getBeanType(), endpoint.getMethod().getName(), javaName)
                .ifPresent(parameter::setDescription);
        return parameter;
    }

    private Parameter completed(Parameter parameter, String operation) {
        var name = parameter.getName();
        if (parameter.getDescription() == null) {
            words.of(operation, name).ifPresent(parameter::setDescription);
        }
        words.of(operation, name + ".example").ifPresent(parameter::setExample);
        words.at(operation + "." + name + ".values").ifPresent(values -> values(parameter, List.of(values.split(","))));
        return parameter;
    }

    @SuppressWarnings("unchecked") // only texts have values in the words
    private static void values(Parameter parameter, List<String> values) {
        parameter.getSchema().setEnum(values);
    }
}
