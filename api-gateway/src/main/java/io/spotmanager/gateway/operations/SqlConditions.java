package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.paging.Cursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A WHERE clause with only the conditions that are set, so that each combination gets its own query plan. */
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

    /** Only rows after that position, which are older. */
    SqlConditions after(@Nullable Cursor position) {
        return position == null ? this : compare("<", "after", position);
    }

    /** Only that position and rows before it, which are newer. */
    SqlConditions downTo(@Nullable Cursor position) {
        return position == null ? this : compare(">=", "last", position);
    }

    private SqlConditions compare(String comparison, String name, Cursor position) {
        texts.add("(created_at, id) %s (:%sAt::timestamptz, :%<sId::uuid)".formatted(comparison, name));
        values.put(name + "At", position.at().toString());
        values.put(name + "Id", position.id().toString());
        return this;
    }

    String sql() {
        return texts.isEmpty() ? "true" : String.join("\n  and ", texts);
    }

    Map<String, Object> values() {
        return values;
    }
}
