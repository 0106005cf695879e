package io.spotmanager.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of one operation as a worker writes it, with the row that belongs to it. Some of it can be forged. */
final class History {
    static final Instant BEGUN = Instant.parse("2031-01-01T12:00:00Z");
    static final UUID ID = new UUID(0, 7);

    private final List<AuditEntry> entries = new ArrayList<>();
    private final Map<String, JsonNode> columns = new HashMap<>();
    private final ObjectNode row = Json.MAPPER.createObjectNode();
    private AuditHead head = AuditHead.NONE;
    private Instant now = BEGUN;

    /** A move of gpu-1 that was accepted. */
    static History accepted() {
        return accepted(ID);
    }

    static History accepted(UUID id) {
        var history = new History();
        history.row.put("id", id.toString());
        history.says(
                new AuditEvent("ann", "ACCEPTED", null, "REQUESTED", null, 0, 0),
                "{'kind':'move','subject':'gpu-1','request':{'to':'spot'},'reason':'full'}",
                "{'open':true,'actions':['CANCEL']}");
        return history;
    }

    /** A step of the given claim came to this. */
    History step(String event, String from, String to, long fence, String detail) {
        return step(event, from, to, 1, fence, detail);
    }

    History step(String event, String from, String to, int attempt, long fence, String detail) {
        return says(new AuditEvent("worker:w1", event, from, to, "a step", attempt, fence), detail, "{}");
    }

    /**
     * @param detail of the entry
     * @param known columns that do not follow from it
     */
    History says(AuditEvent what, String detail, String known) {
        now = now.plusSeconds(60);
        var node = (ObjectNode) json(detail);
        if (!known.equals("{}")) {
            node.set(EntryRules.ROW, json(known));
        }
        var entry = AuditEntry.after(head, UUID.fromString(row.get("id").asString()), now, what, node.toString());
        entries.add(entry);
        head = entry.head();
        EntryRules.apply(columns, what, node);
        if (what.fromState() == null) {
            row.put("created_at", now.toString());
        }
        if (!what.toState().equals(what.fromState())) {
            row.put("entered_at", now.toString());
        }
        row.put("updated_at", now.toString());
        row.put("fence", Math.max(row.path("fence").asLong(0), what.fence()));
        return this;
    }

    /** Nothing happens for a while. */
    History later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    List<AuditEntry> entries() {
        return entries;
    }

    AuditEntry entry(int seq) {
        return entries.get(seq - 1);
    }

    AuditHead head() {
        return head;
    }

    @Nullable
    JsonNode column(String name) {
        return columns.get(name);
    }

    /** The row as the database has it. */
    ObjectNode row() {
        var all = row.deepCopy();
        columns.forEach(all::set);
        all.put("audit_seq", head.seq()).put("audit_head", head.hash());
        if (!all.has("ended_at")) {
            all.set("ended_at", all.path("open").asBoolean(true) ? Json.MAPPER.nullNode() : all.get("updated_at"));
        }
        return all;
    }

    /** Verifies the history with its row. */
    List<String> findings() {
        return findings(entries, row());
    }

    /** Verifies the history with a row in which something was changed. */
    List<String> findings(UnaryOperator<ObjectNode> forged) {
        return findings(entries, forged.apply(row()));
    }

    static List<String> findings(List<AuditEntry> entries, ObjectNode row) {
        var findings = new Findings();
        var verifier = new ChainVerifier(findings, BEGUN.plusSeconds(3_600));
        entries.forEach(verifier::next);
        verifier.next(OperationRow.of(row, List.of()));
        verifier.end();
        return findings.sentences();
    }
}
