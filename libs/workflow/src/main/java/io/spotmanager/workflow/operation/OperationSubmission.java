package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.EntryRules;
import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeConditions;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.spotmanager.workflow.witness.Witness;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Submits commands: writes operation, first history entry, idempotency key and outbox row in one statement. */
public final class OperationSubmission {
    private static final int CONCURRENCY = 2;
    private static final int LARGEST_GROUP = 64;
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final FreezeSwitch freezes;
    private final InstantSource clock;
    private final Witness witness;
    private final GroupCommit<NewOperation, Optional<SubmissionResult>> group;

    public OperationSubmission(JdbcClient jdbc, InstantSource clock) {
        this(jdbc, clock, new Witness());
    }

    /** @param witness remembers what was committed */
    public OperationSubmission(JdbcClient jdbc, InstantSource clock, Witness witness) {
        this.jdbc = jdbc;
        this.witness = witness;
        this.freezes = new FreezeSwitch(jdbc);
        this.clock = clock;
        this.group = new GroupCommit<>(CONCURRENCY, LARGEST_GROUP, this::insertAll);
    }

    /** Blocks until the command is committed or refused. */
    public SubmissionResult accept(NewOperation operation) {
        return accept(operation, this::insert);
    }

    /**
     * Accepts the command in the transaction of the caller: it is accepted when that is committed, and never was if it is rolled back.
     * The caller publishes the command after the commit.
     *
     * @throws DuplicateKeyException if the same idempotency key is committed at the same moment; the transaction is lost then
     */
    public SubmissionResult acceptInTransaction(NewOperation operation) {
        return accept(operation, alone -> insertAll(List.of(alone)).getFirst());
    }

    private SubmissionResult accept(
            NewOperation operation, Function<NewOperation, Optional<SubmissionResult>> insertion) {
        for (var tries = 0; tries < TRIES; tries++) {
            var answer = earlier(operation)
                    .or(() -> insertion.apply(operation))
                    .or(() -> earlier(operation)) // the same key may have created the operation that holds the subject
                    .or(this::frozen)
                    .or(() -> holder(operation.command().subject()));
            if (answer.isPresent()) {
                return answer.get();
            }
            // The operation that held the subject ended between the two reads: try again.
        }
        throw new IllegalStateException(
                "%s was locked and released %d times while this command was submitted. Nothing was accepted; send it again."
                        .formatted(operation.command().subject(), TRIES));
    }

    private Optional<SubmissionResult> earlier(NewOperation operation) {
        var idempotency = operation.idempotency();
        return idempotency == null
                ? Optional.empty()
                : earlier(operation.command().requestedBy(), idempotency).map(answer -> answer);
    }

    /** The result of an earlier request with that key; empty if there was none. */
    public Optional<SubmissionResult.Duplicate> earlier(String requestedBy, NewOperation.Idempotency idempotency) {
        return jdbc.sql("""
                select k.operation_id, k.request_hash, o.state
                from idempotency_key k join operation o on o.id = k.operation_id
                where k.requested_by = ? and k.key = ?
                """)
                .params(requestedBy, idempotency.key())
                .query((row, number) -> {
                    var id = row.getObject("operation_id", UUID.class);
                    return row.getString("request_hash").equals(idempotency.requestHash())
                            ? (SubmissionResult.Duplicate) new SubmissionResult.Replayed(id, row.getString("state"))
                            : new SubmissionResult.KeyReused(id);
                })
                .optional();
    }

    private Optional<SubmissionResult.Frozen> frozen() {
        return freezes.current().filter(Freeze::stopsCommands).map(SubmissionResult.Frozen::new);
    }

    /** Why a command for that subject would be refused now; empty if it would be accepted. */
    public Optional<SubmissionResult> obstacle(String subject) {
        return Optional.<SubmissionResult>empty().or(this::frozen).or(() -> holder(subject));
    }

    /** The open operation that holds the subject; empty if it is free. */
    public Optional<SubmissionResult.SubjectBusy> holder(String subject) {
        return jdbc.sql("select id, kind, state from operation where subject = ? and open")
                .param(subject)
                .query((row, number) -> new SubmissionResult.SubjectBusy(
                        row.getObject("id", UUID.class), row.getString("kind"), row.getString("state")))
                .optional();
    }

    private Optional<SubmissionResult> insert(NewOperation operation) {
        try {
            return group.submit(operation);
        } catch (DuplicateKeyException e) {
            // The same idempotency key was just committed; the next read finds it.
            return Optional.empty();
        }
    }

    private List<Optional<SubmissionResult>> insertAll(List<NewOperation> group) {
        var epoch = witness.current();
        var rows = group.stream().map(this::row).toList();
        record Outboxed(UUID operationId, long outboxId, Instant at, boolean due) {}
        var accepted = jdbc.sql("""
                with wanted as (
                    select * from json_to_recordset(:rows::json) as w (
                        id uuid, kind text, subject text, request jsonb, requested_by text, reason text, batch_id text,
                        actions jsonb, workflow_version integer, key text, request_hash text, at timestamptz, actor text,
                        event text, to_state text, detail text, hash text, traceparent text, tracestate text)
                ), accepted as (
                    insert into operation (id, kind, subject, state, request, actions, requested_by, reason, batch_id,
                                           workflow_version, audit_seq, audit_head, traceparent, tracestate, available_at)
                    select id, kind, subject, to_state, request, actions, requested_by, reason, batch_id,
                           workflow_version, 1, hash, traceparent, tracestate,
                           -- A subject that was released a moment ago may not show this yet; the claim looks again.
                           greatest(now(), (select max(ended.late_effects_until) from operation ended
                                            where ended.subject = wanted.subject and ended.late_effects_until > now()))
                    from wanted where %s
                    on conflict (subject) where open do nothing
                    returning id, kind, available_at
                ), told as (
                    insert into audit_entry (operation_id, seq, at, actor, event, to_state, attempt, fence, detail, hash)
                    select id, 1, at, actor, event, to_state, 0, 0, detail::json, hash
                    from wanted join accepted using (id)
                ), keyed as (
                    insert into idempotency_key (requested_by, key, request_hash, operation_id)
                    select requested_by, key, request_hash, id
                    from wanted join accepted using (id)
                    where key is not null
                )
                insert into outbox (operation_id, route, available_at)
                -- two seconds for the fast path, if this process does not die before it
                select id, kind, greatest(now() + interval '2 seconds', available_at) from accepted
                returning operation_id, id, now() as created_at, -- as the row has it: one transaction, one time
                          available_at <= now() + interval '2 seconds' as due
                """.formatted(FreezeConditions.COMMANDS_ALLOWED))
                .param("rows", Json.MAPPER.writeValueAsString(rows))
                .query((row, number) -> new Outboxed(
                        row.getObject("operation_id", UUID.class),
                        row.getLong("id"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("due")))
                .list();
        var committed = accepted.stream().map(Outboxed::operationId).collect(Collectors.toSet());
        afterCommit(() -> rows.stream()
                .filter(row -> committed.contains(row.id()))
                .forEach(row -> witness.committed(
                        epoch,
                        row.id(),
                        1,
                        row.entry().hash(),
                        row.command().kind(),
                        row.command().subject(),
                        row.entry().what().toState())));
        return group.stream()
                .map(operation -> accepted.stream()
                        .filter(row -> row.operationId().equals(operation.id()))
                        .findFirst()
                        .<SubmissionResult>map(row -> new SubmissionResult.Accepted(
                                row.outboxId(), operation.acceptedAt(row.at()), row.due())))
                .toList();
    }

    /** A statement without a transaction around it is committed when it has returned. */
    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private record Row(
            UUID id,
            @JsonUnwrapped Command command,
            List<String> actions,
            @Nullable Integer workflowVersion,
            @JsonUnwrapped @Nullable Idempotency idempotency,
            @JsonUnwrapped @Nullable TraceContext trace,
            @JsonUnwrapped Entry entry) {}

    private record Entry(Instant at, @JsonUnwrapped AuditEvent what, String detail, String hash) {}

    private Row row(NewOperation operation) {
        var command = operation.command();
        var start = operation.start();
        var what = new AuditEvent(command.requestedBy(), "ACCEPTED", null, start.state(), null, 0, 0);
        var detail = Json.MAPPER.createObjectNode();
        detail.set("request", command.request());
        detail.put("kind", command.kind());
        detail.put("subject", command.subject());
        Optional.ofNullable(command.reason()).ifPresent(reason -> detail.put("reason", reason));
        Optional.ofNullable(command.batchId()).ifPresent(batch -> detail.put("batch_id", batch));
        if (operation.origin() != null) {
            detail.set("origin", Json.MAPPER.valueToTree(operation.origin()));
        }
        if (operation.idempotency() != null) {
            detail.put("idempotency_key", operation.idempotency().key());
            detail.put("request_hash", operation.idempotency().requestHash());
        }
        var progress =
                new Progress(start.state(), true, 0, null, Json.MAPPER.createObjectNode(), start.actions(), null);
        EntryRules.addRow(Map.of(), what, detail, progress.columns());
        var entry = AuditEntry.after(AuditHead.NONE, operation.id(), clock.instant(), what, detail.toString());
        return new Row(
                operation.id(),
                command,
                start.actions(),
                start.workflowVersion(),
                operation.idempotency(),
                operation.trace(),
                new Entry(entry.at(), entry.what(), entry.detail(), entry.hash()));
    }
}
