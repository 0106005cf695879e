package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a row. A field of an unexpected type is unreadable; it is never an error of the whole list. */
final class Field {

    private Field() {}

    /**
     * Returns a text, or a number or truth value as text; null if the field is missing, null or anything else. Leaves out
     * the character 0, which PostgreSQL does not take.
     */
    static @Nullable String text(@Nullable JsonNode field) {
        return field != null && field.isValueNode() && !field.isNull()
                ? field.asText().replace("\0", "")
                : null;
    }

    /** Returns the text, empty if there is none. */
    static String textOrEmpty(@Nullable JsonNode field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    /** Returns a whole number, also one that is written as text; null for anything else. */
    static @Nullable Long number(@Nullable JsonNode field) {
        if (field != null && field.isIntegralNumber() && field.canConvertToLong()) {
            return field.longValue();
        }
        String text = field != null && field.isTextual() ? field.textValue() : "";
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** True if the field is missing or null: the service has no value. A value of an unexpected type is present. */
    static boolean isAbsent(@Nullable JsonNode field) {
        return field == null || field.isNull() || field.isMissingNode();
    }

    /** Returns the entries of an object whose values are texts, numbers or truth values. */
    static Map<String, String> texts(@Nullable JsonNode field) {
        Map<String, String> texts = new HashMap<>();
        if (field != null && field.isObject()) {
            field.properties().forEach(entry -> {
                String value = text(entry.getValue());
                if (value != null) {
                    texts.put(entry.getKey(), value);
                }
            });
        }
        return texts;
    }

    /** Returns null if the field is no time. */
    static @Nullable Instant time(@Nullable JsonNode field) {
        try {
            return Instant.parse(textOrEmpty(field));
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
