package io.spotmanager.gateway.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a question asks for, and nothing it leaves open, so that each kind of question gets a plan of its own. */
final class SqlConditions {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param text SQL with {@code :parameter} in it
     * @param value null leaves the condition out
     */
    SqlConditions add(String text, String parameter, @Nullable Object value) {
        if (value != null) {
            texts.add(text);
            values.put(parameter, value instanceof Boolean ? value : value.toString());
        }
        return this;
    }

    /** Newer than a place in the list comes before it. */
    SqlConditions after(@Nullable Cursor place) {
        return place == null ? this : beside("<", "after", place);
    }

    /** That place and what is newer. */
    SqlConditions downTo(@Nullable Cursor place) {
        return place == null ? this : beside(">=", "last", place);
    }

    private SqlConditions beside(String comparison, String name, Cursor place) {
        texts.add("(created_at, id) %s (:%sAt::timestamptz, :%<sId::uuid)".formatted(comparison, name));
        values.put(name + "At", place.at().toString());
        values.put(name + "Id", place.id().toString());
        return this;
    }

    String sql() {
        return texts.isEmpty() ? "true" : String.join("\n  and ", texts);
    }

    Map<String, Object> values() {
        return values;
    }
}
