package io.spotmanager.gateway.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Describes the expected type of a field in terms of the API instead of Java. */
final class TypeDescriptions {
    private TypeDescriptions() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .toList();
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text without NUL characters and lone surrogates";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "UUID" -> "an id, such as " + new UUID(0, 0);
            case "Instant" -> "a time from 1970 to 9999, such as " + Instant.EPOCH;
            default -> "of another type";
        };
    }
}
