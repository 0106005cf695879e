package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.EntryRules;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.witness.Witness;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Commands that were refused before they began, because their rules were known to refuse them. Each is an operation that has ended, with one
 * entry in its history, so that nobody has to believe a log.
 */
public final class RefusedCommands {
    /** The state in which every workflow ends what it refuses before it has done anything. */
    public static final String STATE = "REJECTED";

    private static final String EVENT = "REFUSED";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Witness witness;

    /** @param witness remembers what was committed */
    public RefusedCommands(JdbcClient jdbc, InstantSource clock, Witness witness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.witness = witness;
    }

    /**
     * Why a command was refused.
     *
     * @param check the name of the rule
     * @param cause a sentence
     */
    public record Refusal(UUID operation, String check, String cause) {}

    /**
     * Blocks until it is committed.
     *
     * @param operation whose start does not count: it has ended
     * @throws org.springframework.dao.DuplicateKeyException if the idempotency key was used before
     */
    public Refusal record(NewOperation operation, String check, String cause) {
        var epoch = witness.current();
        var command = operation.command();
        var what = new AuditEvent(command.requestedBy(), EVENT, null, STATE, null, 0, 0);
        var detail = Json.MAPPER.createObjectNode();
        detail.set("request", command.request());
        detail.put("kind", command.kind());
        detail.put("subject", command.subject());
        Optional.ofNullable(command.reason()).ifPresent(reason -> detail.put("reason", reason));
        Optional.ofNullable(command.batchId()).ifPresent(batch -> detail.put("batch_id", batch));
        if (operation.origin() != null) {
            detail.set("origin", Json.MAPPER.valueToTree(operation.origin()));
        }
        var idempotency = operation.idempotency();
        if (idempotency != null) {
            detail.put("idempotency_key", idempotency.key());
            detail.put("request_hash", idempotency.requestHash());
        }
        detail.put("check", check);
        detail.put("why", cause);
        var after = new Progress(STATE, false, 0, cause, Json.MAPPER.createObjectNode(), List.of(), null);
        EntryRules.addRow(Map.of(), what, detail, after.columns());
        var entry = AuditEntry.after(AuditHead.NONE, operation.id(), clock.instant(), what, detail.toString());
        jdbc.sql("""
                with refused as (
                    insert into operation (id, kind, subject, state, open, cause, request, actions, requested_by, reason, batch_id,
                                           workflow_version, audit_seq, audit_head, available_at, ended_at)
                    values (:id, :kind, :subject, :state, false, :cause, :request::jsonb, '[]', :by, :reason, :batch,
                            :version::integer, 1, :hash, 'infinity', now())
                    returning id
                ), told as (
                    insert into audit_entry (operation_id, seq, at, actor, event, to_state, attempt, fence, detail, hash)
                    select id, 1, :at::timestamptz, :by, :event, :state, 0, 0, :detail::json, :hash from refused
                )
                insert into idempotency_key (requested_by, key, request_hash, operation_id)
                select :by, :key::text, :requestHash::text, id from refused where :key::text is not null
                """)
                .param("id", operation.id())
                .param("kind", command.kind())
                .param("subject", command.subject())
                .param("state", STATE)
                .param("cause", cause)
                .param("request", command.request().toString())
                .param("by", command.requestedBy())
                .param("reason", command.reason())
                .param("batch", command.batchId())
                .param("version", operation.start().workflowVersion())
                .param("hash", entry.hash())
                .param("at", entry.at().toString())
                .param("event", EVENT)
                .param("detail", entry.detail())
                .param("key", idempotency == null ? null : idempotency.key())
                .param("requestHash", idempotency == null ? null : idempotency.requestHash())
                .update();
        witness.committed(epoch, operation.id(), 1, entry.hash(), command.kind(), command.subject(), STATE);
        return new Refusal(operation.id(), check, cause);
    }

    /** Returns why that operation was refused; empty if it was not refused before it began. */
    public Optional<Refusal> of(UUID operation) {
        return jdbc.sql("""
                select detail ->> 'check' as rule, detail ->> 'why' as cause from audit_entry
                where operation_id = ? and seq = 1 and event = 'REFUSED'
                """)
                .param(operation)
                .query((row, number) -> new Refusal(operation, row.getString("rule"), row.getString("cause")))
                .optional();
    }
}
