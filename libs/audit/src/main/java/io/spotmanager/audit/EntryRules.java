package io.spotmanager.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an entry changes the columns of its operation's row. Most values follow from the event and its detail; the others are in
 * the member {@value #ROW} of the detail, which {@link #addRow} writes. Columns have their names in the table; an absent column
 * is unknown.
 */
public final class EntryRules {
    /** The member with columns whose values do not follow from the rules. */
    public static final String ROW = "row";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The fact that holds the reason of a roll-back. */
    private static final String FAILURE = "failure";

    private EntryRules() {}

    /**
     * Adds the columns to the detail of a new entry that a reader could not derive from it.
     *
     * @param before the columns before; empty for an operation's first entry
     * @param after the columns after; the detail then describes all of them
     */
    public static void addRow(
            Map<String, JsonNode> before, AuditEvent what, ObjectNode detail, Map<String, JsonNode> after) {
        var derived = new HashMap<>(before);
        apply(derived, what, detail);
        var rest = JSON.objectNode();
        after.forEach((column, value) -> {
            if (!value.equals(derived.get(column))) {
                rest.set(column, value);
            }
        });
        if (!rest.isEmpty()) {
            detail.set(ROW, rest);
        }
    }

    /** Changes the columns from the state before the entry to the one after it. */
    static void apply(Map<String, JsonNode> row, AuditEvent what, JsonNode detail) {
        if (!what.toState().equals(what.fromState())) {
            row.remove("open"); // the transition table decides these two, and it is not in the history
            row.remove("actions");
        }
        row.put("state", JSON.stringNode(what.toState()));
        if (what.fromState() == null) {
            accepted(row, what, detail);
        } else if (what.event().startsWith("ASKED_")) {
            row.put("asked", asked(what, detail));
        } else if (detail.has("asked_by")) {
            action(row, what, detail.get("why"));
        } else {
            step(row, what, detail);
        }
        detail.path(ROW).properties().forEach(column -> row.put(column.getKey(), column.getValue()));
    }

    private static void accepted(Map<String, JsonNode> row, AuditEvent what, JsonNode detail) {
        for (var column : new String[] {"kind", "subject", "request"}) {
            if (detail.has(column)) {
                row.put(column, detail.get(column));
            }
        }
        row.put("requested_by", JSON.stringNode(what.actor()));
        row.put("reason", orNull(detail.get("reason")));
        row.put("batch_id", orNull(detail.get("batch_id")));
        row.put("facts", JSON.objectNode());
        row.put("attempt", JSON.numberNode(0));
        row.put("cause", JSON.nullNode());
        row.put("asked", JSON.nullNode());
    }

    private static JsonNode asked(AuditEvent what, JsonNode detail) {
        return JSON.objectNode()
                .put("signal", what.event().substring("ASKED_".length()))
                .put("actor", what.actor())
                .set("reason", orNull(detail.get("reason")));
    }

    private static void action(Map<String, JsonNode> row, AuditEvent what, @Nullable JsonNode why) {
        row.put("asked", JSON.nullNode());
        if (what.event().startsWith("IGNORED_")) {
            row.put("attempt", JSON.numberNode(what.attempt() - 1));
            return;
        }
        if (row.get("facts") instanceof ObjectNode old) {
            var facts = old.deepCopy();
            if (what.event().equals("RETRY") || what.event().equals("SKIP")) {
                facts.remove(FAILURE);
            } else {
                facts.set(FAILURE, orNull(why));
            }
            row.put("facts", facts);
        }
        row.put("attempt", JSON.numberNode(0));
        explain(row, null);
    }

    private static void step(Map<String, JsonNode> row, AuditEvent what, JsonNode detail) {
        var why = detail.get("why");
        if (detail.has("came_too_late")) {
            row.put("asked", JSON.nullNode());
        }
        switch (what.event()) {
            case "DONE", "SKIPPED" -> {
                learn(row, detail);
                row.put("attempt", JSON.numberNode(0));
                explain(row, null);
            }
            case "FAILED", "ESCALATED", "EXHAUSTED" -> {
                learn(row, detail);
                if (row.get("facts") instanceof ObjectNode old) {
                    row.put("facts", old.deepCopy().set(FAILURE, orNull(why)));
                }
                row.put("attempt", JSON.numberNode(0));
                explain(row, why);
            }
            case "RETRY", "WAITING" -> {
                learn(row, detail);
                row.put(
                        "attempt",
                        JSON.numberNode(what.attempt() - (what.event().equals("RETRY") ? 0 : 1)));
                explain(row, why);
            }
            case "BLOCKED" -> {
                row.put("attempt", JSON.numberNode(0));
                explain(row, why);
            }
            case "NOTED" -> {
                learn(row, detail);
                row.put("attempt", JSON.numberNode(what.attempt() - 1));
            }
            default -> {
                // An unknown event may change any of these.
                for (var column : new String[] {"facts", "attempt", "cause", "asked"}) {
                    row.remove(column);
                }
            }
        }
    }

    private static void learn(Map<String, JsonNode> row, JsonNode detail) {
        if (detail.get("facts") instanceof ObjectNode learned && row.get("facts") instanceof ObjectNode old) {
            var facts = old.deepCopy();
            facts.setAll(learned);
            row.put("facts", facts);
        }
    }

    private static void explain(Map<String, JsonNode> row, @Nullable JsonNode why) {
        if (why != null && !why.isNull()) {
            row.put("cause", why);
        } else if (row.containsKey("facts")) {
            row.put("cause", orNull(Objects.requireNonNull(row.get("facts")).get(FAILURE)));
        } else {
            row.remove("cause");
        }
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? JSON.nullNode() : node;
    }
}
