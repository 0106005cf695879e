package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records an operator's request; a worker applies it between two steps. */
public final class OperatorActions {
    private static final int TRIES = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    /** The result of a request. */
    public sealed interface Answer {
        /**
         * The request is recorded.
         *
         * @param outboxId of the operation's command, which can be published at once so that a worker applies the request
         */
        record Asked(long outboxId, AcceptedCommand command) implements Answer {}

        record Unknown() implements Answer {}

        /** The operation is no longer in the state that the operator saw. */
        record MovedOn(Operation operation) implements Answer {}

        /** The state does not allow the action, the operation has ended, or another request is pending. */
        record NotAllowed(Operation operation) implements Answer {}

        /** Another database session has locked the row for about two seconds. */
        record Locked(Operation operation) implements Answer {}
    }

    private final JdbcClient jdbc;
    private final OperationStore store;
    private final InstantSource clock;
    private final UnservedOperations unserved;
    private final Pause pause;

    public OperatorActions(JdbcClient jdbc, OperationStore store, InstantSource clock) {
        this(jdbc, store, clock, Pause.REAL);
    }

    /** @param pause how a thread waits for a locked row */
    public OperatorActions(JdbcClient jdbc, OperationStore store, InstantSource clock, Pause pause) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
        this.unserved = new UnservedOperations(jdbc);
        this.pause = pause;
    }

    /** Records the request in any state of the operation. */
    public Answer submit(UUID operationId, OperatorRequest action) {
        return submit(operationId, action, ExpectedState.ANY, null);
    }

    /**
     * Records the request. Blocks up to two seconds, without a connection, while another session has locked the row.
     *
     * @param expected the state that the operator saw; nothing is recorded if the operation has moved on
     * @param origin of the request, for the history; null if it was none
     */
    public Answer submit(
            UUID operationId, OperatorRequest action, ExpectedState expected, @Nullable CommandOrigin origin) {
        Operation before = null;
        for (var tries = 0; tries < TRIES; tries++) {
            var found = store.find(operationId);
            if (found.isEmpty()) {
                return new Answer.Unknown();
            }
            var operation = found.get();
            if (!expected.matches(operation)) {
                return new Answer.MovedOn(operation);
            }
            var undecodable = undecodable(operation);
            if (!allows(operation, action, undecodable)) {
                return new Answer.NotAllowed(operation);
            }
            var answer = saveBehindTheNewest(operation, action, undecodable, origin);
            if (answer.isPresent()) {
                return answer.get();
            }
            // A worker saved a step in between, so the state may allow other actions now; or the row is locked.
            before = operation;
            pause(tries);
        }
        var now = store.find(operationId);
        if (before != null && now.isPresent() && now.get().audit().equals(before.audit())) {
            return new Answer.Locked(now.get());
        }
        throw new IllegalStateException(
                "operation %s kept changing while %s was being recorded. Nothing was recorded; try again."
                        .formatted(operationId, action.signal()));
    }

    private void pause(int tries) {
        var millis = Math.min(5L << Math.min(tries, 10), LONGEST_PAUSE.toMillis());
        pause.await(Duration.ofMillis(millis));
    }

    /**
     * An operation whose state no live worker knows can be cancelled in any state; a worker then blocks it for a person. A pending
     * request that this release cannot decode is replaced, and stays in the history.
     */
    private boolean allows(Operation operation, OperatorRequest action, Optional<String> undecodable) {
        return operation.open()
                && operation.progress().asked() == null
                && (undecodable.isEmpty()
                                && operation
                                        .progress()
                                        .actions()
                                        .contains(action.signal().name())
                        || action.signal() == Signal.CANCEL && unserved.contain(operation.id()));
    }

    /** The pending request in the row, if it cannot be decoded. */
    private Optional<String> undecodable(Operation operation) {
        return operation.progress().asked() != null
                ? Optional.empty()
                : jdbc.sql("select asked::text from operation where id = ? and asked is not null")
                        .param(operation.id())
                        .query(String.class)
                        .optional();
    }

    /** Tries again after the newest entry: somebody may have inserted an entry by hand after the one that the row names. */
    private Optional<Answer> saveBehindTheNewest(
            Operation operation, OperatorRequest action, Optional<String> undecodable, @Nullable CommandOrigin origin) {
        try {
            return save(operation, operation.audit(), action, undecodable, origin);
        } catch (DuplicateKeyException | ArithmeticException e) {
            return save(operation, newest(operation.id()), action, undecodable, origin);
        }
    }

    private AuditHead newest(UUID operation) {
        return jdbc.sql(AuditHead.NEWEST)
                .param("id", operation)
                .query(AuditHead::of)
                .optional()
                .orElse(AuditHead.NONE);
    }

    private Optional<Answer> save(
            Operation operation,
            AuditHead head,
            OperatorRequest action,
            Optional<String> undecodable,
            @Nullable CommandOrigin origin) {
        var state = operation.state();
        var what = new AuditEvent(action.actor(), "ASKED_" + action.signal(), state, state, null, 0, 0);
        var detail = Json.MAPPER.createObjectNode().put("reason", action.reason());
        if (origin != null) {
            detail.set("origin", Json.MAPPER.valueToTree(origin));
        }
        undecodable.ifPresent(asked -> BlockedOperations.keep(
                detail, "asked", asked, BlockedOperations.tree(asked).orElse(null)));
        var entry = AuditEntry.after(head, operation.id(), clock.instant(), what, detail.toString());
        return jdbc.sql("""
                with free as materialized (
                    select id from operation
                    where id = :id and audit_seq = :seen and open and asked::text is not distinct from :undecodable
                    for no key update skip locked
                ), asked as (
                    update operation
                    set asked = :asked::jsonb, audit_seq = :seq, audit_head = :hash, updated_at = now(),
                        available_at = least(available_at, now())
                    where id in (select id from free) and audit_seq = :seen and open
                    returning id, kind, workflow_version, traceparent, tracestate
                ), told as (
                    insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, attempt, fence,
                                             detail, hash)
                    select id, :seq, :at::timestamptz, :actor, :event, :state, :state, 0, 0, :detail::json, :hash
                    from asked
                ), dispatched as (
                    insert into outbox (operation_id, route, available_at)
                    select id, kind, now() + interval '2 seconds' from asked
                    returning id
                )
                select dispatched.id, workflow_version, traceparent, tracestate from dispatched, asked
                """)
                .param("id", operation.id())
                .param("asked", Json.MAPPER.writeValueAsString(action))
                .param("seen", operation.audit().seq())
                .param("undecodable", undecodable.orElse(null))
                .param("seq", entry.seq())
                .param("hash", entry.hash())
                .param("at", entry.at().toString())
                .param("actor", what.actor())
                .param("event", what.event())
                .param("state", state)
                .param("detail", entry.detail())
                .query((row, number) -> (Answer) new Answer.Asked(
                        row.getLong("id"),
                        new AcceptedCommand(
                                operation.id(),
                                operation.command(),
                                row.getObject("workflow_version", Integer.class),
                                operation.times().createdAt(),
                                TraceContext.of(row.getString("traceparent"), row.getString("tracestate"))
                                        .orElse(null))))
                .optional();
    }
}
