package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.HttpFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields that may be missing, null or of another type. */
final class Fields {

    private Fields() {}

    /** Returns null if the value is not a text or is empty. PostgreSQL does not take the character 0. */
    static @Nullable String text(JsonNode value) {
        String text = value.isString() ? value.stringValue().replace("\0", "") : "";
        return text.isBlank() ? null : text;
    }

    /**
     * @param field may be nested, such as {@code environment.name}
     * @throws HttpFailure if there is none
     */
    static String required(JsonNode thing, String field) {
        String text = text(thing.at("/" + field.replace('.', '/')));
        if (text == null) {
            throw new HttpFailure.MalformedResponse("a row without a text for " + field);
        }
        return text;
    }

    /** @throws HttpFailure if there is none, written as a number or as a text */
    static long id(JsonNode thing) {
        JsonNode id = thing.path("id");
        String text = id.isIntegralNumber() || id.isString() ? id.asString() : "";
        if (!text.matches("\\d{1,18}")) {
            throw new HttpFailure.MalformedResponse("a row without a number for id");
        }
        return Long.parseLong(text);
    }

    /**
     * Returns the rows of a list.
     *
     * @throws HttpFailure if the list is missing or null: such an answer does not say that there are no rows
     */
    static List<JsonNode> rows(JsonNode answer, String key) {
        JsonNode rows = answer.path(key);
        if (!rows.isArray()) {
            throw new HttpFailure.MalformedResponse("an answer without " + key);
        }
        return rows.valueStream().toList();
    }
}
