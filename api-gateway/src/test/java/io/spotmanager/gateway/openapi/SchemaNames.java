package io.spotmanager.gateway.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.stream.Collectors;

/** What records are called in the description: as in the code, without the words that only tell its layers apart. */
final class SchemaNames {
    private SchemaNames() {}

    static String of(JavaType type) {
        var contained = type.getBindings().getTypeParameters().stream()
                .map(SchemaNames::of)
                .collect(Collectors.joining());
        return contained + of(type.getRawClass());
    }

    static String of(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(Schema.class))
                .map(Schema::name)
                .orElseGet(() -> outer(type) + type.getSimpleName().replaceFirst("(?<=.)View$", ""));
    }

    private static String outer(Class<?> type) {
        var owner = type.getEnclosingClass();
        return owner == null || owner.getSimpleName().matches(".*(Controller|Tokens)") ? "" : of(owner);
    }
}
