package io.spotmanager.clouds.netbox;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the custom field for linked GPUs, whatever its type.
 *
 * @param field its name, case-sensitive
 * @param yes values that mean linked, in any case
 * @param no values that mean not linked, in any case
 */
record NvlinkField(String field, List<String> yes, List<String> no) {

    /** Returns null if the field is missing, empty, or has a value in neither list. */
    @Nullable
    Boolean read(JsonNode customFields) {
        return meaning(customFields.path(field));
    }

    private @Nullable Boolean meaning(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.doubleValue() != 0;
        }
        if (value.isArray()) {
            List<Boolean> parts = value.valueStream()
                    .map(this::meaning)
                    .flatMap(part -> Stream.ofNullable(part))
                    .toList();
            return parts.isEmpty() ? null : Boolean.valueOf(parts.contains(true));
        }
        return value.isObject() ? meaning(value.path("value")) : word(Text.of(value));
    }

    private @Nullable Boolean word(@Nullable String word) {
        if (yes.stream().anyMatch(each -> each.equalsIgnoreCase(word))) {
            return true;
        }
        return no.stream().anyMatch(each -> each.equalsIgnoreCase(Objects.requireNonNullElse(word, ""))) ? false : null;
    }
}
