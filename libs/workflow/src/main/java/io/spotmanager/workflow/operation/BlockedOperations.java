package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.EntryRules;
import io.spotmanager.audit.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blocks operations that workers cannot continue, until a person decides. It decodes as little of a row as possible, and chains its
 * history entry to the newest existing entry, whatever the row says.
 */
public final class BlockedOperations {
    private static final int TRIES = 5;
    private static final int LONGEST_KEPT = 20_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The fact that keeps the state in which an operation was blocked, until an operator's action is applied. */
    public static final String BLOCKED_IN = "blocked_in";

    /**
     * Why an operation is blocked, and its new state.
     *
     * @param state null to leave the state unchanged
     * @param actions the actions that an operator may request, by the state in which the operation was blocked
     * @param actor for the history
     */
    public record Blocking(
            @Nullable String state, Function<String, List<String>> actions, String actor, String why, Instant at) {}

    /** A cancel request for an operation without a lease whose state no live worker knows. */
    public record UnservedCancel(UUID operation, Lease lease, String state, String actor) {}

    /** Column texts as stored; this release may not be able to decode them. */
    private record Texts(
            String request,
            String facts,
            String actions,
            @Nullable String asked) {}

    private record Row(String state, int attempt, @Nullable String cause, Texts texts, int seq, AuditHead newest) {}

    private final JdbcClient jdbc;

    BlockedOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Releases a lease after a failure outside of a step. The operation becomes due after a delay that doubles with each such failure
     * in a row.
     *
     * @return the number of failures in a row, this one included; empty if the claim is no longer valid or the row is locked. In the
     *     second case the next heartbeat releases the lease
     */
    public Optional<Integer> giveBack(UUID operation, Lease lease, Duration first, Duration longest) {
        return jdbc.sql("""
                with free as materialized (
                    select id from operation where id = :id for no key update skip locked
                ), back as (
                    update operation
                    set leased_by = null, failures = least(greatest(failures, 0), 1000000) + 1, nudged_at = now(),
                        interrupted_at = case when begun then now() else interrupted_at end,
                        available_at = now() + least(:longest, :first * power(2, least(greatest(failures, 0), 30)))
                                               * interval '1 millisecond'
                    where id in (select id from free) and leased_by = :worker and fence = :fence and open
                    returning id, kind, available_at, failures
                ), dispatched as (
                    insert into outbox (operation_id, route, available_at) select id, kind, available_at from back
                )
                select failures from back
                """)
                .param("id", operation)
                .param("worker", lease.worker())
                .param("fence", lease.fence())
                .param("first", first.toMillis())
                .param("longest", longest.toMillis())
                .query(Integer.class)
                .optional();
    }

    /**
     * Blocks an operation, with a history entry that says why. A pending operator request, and facts that are no JSON object, are moved
     * from the row to the entry. A request that cannot be decoded is restored from the first entry.
     *
     * @param lease the claim under which this is done; without a worker if the operation has no lease
     * @return false if the row has changed meanwhile, or is locked by another session
     */
    public boolean block(UUID operation, Lease lease, Blocking blocking) {
        for (var tries = 0; tries < TRIES; tries++) {
            var row = read(operation, lease);
            if (row.isEmpty()) {
                return false;
            }
            try {
                if (save(operation, lease, row.get(), blocking)) {
                    return true;
                }
            } catch (DuplicateKeyException e) {
                continue; // another entry was inserted in between; read again
            }
        }
        return false;
    }

    /** Operations of this kind that an operator has cancelled in a state that no live worker knows. */
    public List<UnservedCancel> unservedCancels(String kind) {
        return jdbc.sql("""
                with cancelled as materialized ( -- by the index of open operations: that of kinds holds all that ever were
                    select * from operation where open and asked is not null
                )
                select o.id, o.leased_by, o.fence, o.state, o.asked ->> 'actor' as actor from cancelled o
                where o.kind = :kind and o.leased_by is null and o.asked ->> 'signal' = 'CANCEL' and not %s
                """.formatted(UnservedOperations.SERVED))
                .param("kind", kind)
                .query((row, number) -> new UnservedCancel(
                        row.getObject("id", UUID.class),
                        OperationRows.lease(row),
                        row.getString("state"),
                        row.getString("actor")))
                .list();
    }

    private Optional<Row> read(UUID operation, Lease lease) {
        return jdbc.sql("""
                select o.state, o.attempt, o.cause, o.request::text, o.facts::text, o.actions::text, o.asked::text, o.audit_seq,
                       newest.seq, newest.hash
                from operation o
                left join lateral (%s) newest on true
                where o.id = :id and o.open and o.leased_by is not distinct from :worker::uuid and o.fence = :fence
                """.formatted(AuditHead.NEWEST))
                .param("id", operation)
                .param("worker", text(lease.worker()))
                .param("fence", lease.fence())
                .query((row, number) -> new Row(
                        row.getString("state"),
                        row.getInt("attempt"),
                        row.getString("cause"),
                        new Texts(
                                row.getString("request"),
                                row.getString("facts"),
                                row.getString("actions"),
                                row.getString("asked")),
                        row.getInt("audit_seq"),
                        newest(row)))
                .optional();
    }

    private static AuditHead newest(ResultSet row) throws SQLException {
        return row.getString("hash") == null ? AuditHead.NONE : AuditHead.of(row, 0);
    }

    private boolean save(UUID operation, Lease lease, Row row, Blocking blocking) {
        var state = blocking.state() == null ? row.state() : blocking.state();
        var why = storable(blocking.why());
        var what = new AuditEvent(
                blocking.actor(), "BLOCKED", row.state(), state, null, 0, lease.worker() == null ? 0 : lease.fence());
        var detail = Json.MAPPER.createObjectNode().put("why", why);
        var before = columns(row);
        var after = new HashMap<String, JsonNode>(before);
        after.put("open", JSON.booleanNode(true));
        after.put("attempt", JSON.numberNode(0));
        after.put("cause", JSON.stringNode(why));
        after.put("asked", JSON.nullNode());
        if (row.texts().asked() != null) {
            keep(detail, "asked", row.texts().asked(), before.get("asked"));
        }
        if (!(before.get("facts") instanceof ObjectNode)) {
            keep(detail, "facts", row.texts().facts(), before.get("facts"));
        }
        var facts = before.get("facts") instanceof ObjectNode readable ? readable.deepCopy() : JSON.objectNode();
        if (!row.state().equals(state)) {
            facts.put(BLOCKED_IN, row.state());
        }
        var actions = blocking.actions().apply(facts.path(BLOCKED_IN).asString(state));
        after.put("facts", facts);
        after.put("actions", Json.MAPPER.valueToTree(actions));
        var request = tree(row.texts().request()).isPresent() ? null : acceptedRequest(operation);
        if (request != null) {
            keep(detail, "request", row.texts().request(), null);
        }
        EntryRules.addRow(before, what, detail, after);
        var entry = AuditEntry.after(row.newest(), operation, blocking.at(), what, detail.toString());
        return jdbc.sql("""
                with free as materialized (
                    select id from operation where id = :id for no key update skip locked
                ), blocked as (
                    update operation
                    set state = :state, cause = :cause, actions = :actions::jsonb, action_effects = null, asked = null, attempt = 0, deaths = 0,
                        failures = 0, facts = :facts::jsonb, request = coalesce(:request::jsonb, request),
                        interrupted_at = case when begun and leased_by is not null then now() else interrupted_at end,
                        leased_by = null, available_at = 'infinity', audit_seq = :seq, audit_head = :hash,
                        entered_at = case when state = :state then entered_at else now() end, updated_at = now()
                    where id in (select id from free) and open
                      and leased_by is not distinct from :worker::uuid and fence = :held
                      and audit_seq = :seen
                    returning id
                ), told as (
                    insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, attempt, fence,
                                             detail, hash)
                    select id, :seq, :at::timestamptz, :actor, :event, :from, :state, 0, :fence, :detail::json, :hash
                    from blocked
                )
                select id from blocked
                """)
                .param("id", operation)
                .param("state", state)
                .param("from", row.state())
                .param("cause", why)
                .param("actions", Json.MAPPER.writeValueAsString(actions))
                .param("facts", Json.MAPPER.writeValueAsString(facts))
                .param("request", request)
                .param("worker", text(lease.worker()))
                .param("held", lease.fence())
                .param("seen", row.seq())
                .param("seq", entry.seq())
                .param("hash", entry.hash())
                .param("at", entry.at().toString())
                .param("actor", what.actor())
                .param("event", what.event())
                .param("fence", what.fence())
                .param("detail", entry.detail())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    /** The request from the first entry; an empty object if that cannot be decoded either, so that an operator can end the operation. */
    private String acceptedRequest(UUID operation) {
        return jdbc.sql("select detail::text from audit_entry where operation_id = :id and seq = 1")
                .param("id", operation)
                .query(String.class)
                .optional()
                .flatMap(BlockedOperations::tree)
                .map(detail -> detail.path("request"))
                .filter(ObjectNode.class::isInstance)
                .map(Json.MAPPER::writeValueAsString)
                .orElse("{}");
    }

    /** The decodable columns of the row, by name. */
    private static Map<String, JsonNode> columns(Row row) {
        var columns = new HashMap<String, JsonNode>();
        columns.put("open", JSON.booleanNode(true));
        columns.put("attempt", JSON.numberNode(row.attempt()));
        columns.put("cause", row.cause() == null ? JSON.nullNode() : JSON.stringNode(row.cause()));
        tree(row.texts().facts()).ifPresent(facts -> columns.put("facts", facts));
        tree(row.texts().actions()).ifPresent(actions -> columns.put("actions", actions));
        tree(row.texts().asked() == null ? "null" : row.texts().asked())
                .ifPresent(asked -> columns.put("asked", asked));
        return columns;
    }

    static Optional<JsonNode> tree(String json) {
        try {
            return Optional.of(Json.MAPPER.readTree(json));
        } catch (JacksonException e) {
            return Optional.empty(); // nested too deeply, for example
        }
    }

    /** Records in the entry a value that is removed from the row. */
    static void keep(ObjectNode detail, String column, String text, @Nullable JsonNode value) {
        detail.withObject("/dropped")
                .set(
                        column,
                        value != null && text.length() <= LONGEST_KEPT
                                ? value
                                : JSON.stringNode(text.substring(0, Math.min(text.length(), LONGEST_KEPT))));
    }

    /** Replaces NUL characters and lone surrogates, which PostgreSQL cannot store. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private static @Nullable String text(@Nullable UUID worker) {
        return worker == null ? null : worker.toString();
    }
}
