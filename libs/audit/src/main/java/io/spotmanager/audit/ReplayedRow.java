package io.spotmanager.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The row of an operation, replayed from its entries. */
final class ReplayedRow {
    /** Keeps all digits of a number, as {@code jsonb} does. */
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** An escaped NUL after an even number of backslashes. A row cannot hold NUL and has U+FFFD instead. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final Map<String, JsonNode> columns = new TreeMap<>();
    private AuditHead head = AuditHead.NONE;
    private @Nullable Instant createdAt;
    private @Nullable Instant enteredAt;
    private @Nullable Instant updatedAt;
    private long lastFence;
    private long highestFence;

    /** @return true if the detail of the entry could be parsed; otherwise the columns that it sets are unknown */
    boolean next(AuditEntry entry) {
        var what = entry.what();
        var detail = detail(entry.detail());
        EntryRules.apply(columns, what, detail.orElseGet(JsonNodeFactory.instance::objectNode));
        head = entry.head();
        createdAt = createdAt == null ? entry.at() : createdAt;
        enteredAt = what.toState().equals(what.fromState()) && enteredAt != null ? enteredAt : entry.at();
        updatedAt = entry.at();
        lastFence = what.fence();
        highestFence = Math.max(highestFence, what.fence());
        return detail.isPresent();
    }

    /** Returns empty if it cannot be parsed: PostgreSQL accepts any number and any depth, and an export may be changed. */
    static Optional<JsonNode> detail(String text) {
        try {
            return Optional.of(EXACT.readTree(NUL.matcher(text).replaceAll("$1\uFFFD")));
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    AuditHead head() {
        return head;
    }

    /** @return null if no entry holds the value of the column */
    @Nullable
    JsonNode column(String name) {
        return columns.get(name);
    }

    String text(String column) {
        var value = columns.get(column);
        return value == null ? "" : value.asString("");
    }

    @Nullable
    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant enteredAt() {
        return enteredAt;
    }

    @Nullable
    Instant updatedAt() {
        return updatedAt;
    }

    /** Returns the fence of the latest entry; 0 if it was written without a claim. */
    long lastFence() {
        return lastFence;
    }

    long highestFence() {
        return highestFence;
    }
}
