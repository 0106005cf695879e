package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one statement that saves changes: new state, history entry and next command, or none of them. */
final class SaveStatement {
    private SaveStatement() {}

    static final String SQL = """
            with change as (
                select * from json_to_recordset(:changes::json) as c (
                    number int, operation uuid, worker uuid, fence bigint, seen_seq int,
                    state text, open boolean, attempt int, cause text, facts jsonb, actions jsonb, action_effects jsonb,
                    asked jsonb,
                    keeps_lease boolean, delay_ms bigint, late_effects_until timestamptz,
                    entry_seq int, entry_at timestamptz, entry_actor text, entry_event text, entry_from_state text,
                    entry_to_state text, entry_step text, entry_attempt int, entry_fence bigint, entry_detail text,
                    entry_hash text)
            ), free as materialized ( -- a row that another session has locked delays none of the others
                select o.id from change c join operation o on o.id = c.operation
                for no key update of o skip locked
            ), applied as (
                update operation o
                set state = c.state, open = c.open, attempt = c.attempt, cause = c.cause, facts = c.facts,
                    actions = c.actions, asked = c.asked,
                    action_effects = jsonb_build_object('state', c.state, 'effects', c.action_effects),
                    leased_by = case when c.keeps_lease then o.leased_by end,
                    available_at = case when c.keeps_lease then o.available_at
                                        when c.delay_ms is null then 'infinity'
                                        else now() + c.delay_ms * interval '1 millisecond' end,
                    audit_seq = c.entry_seq, audit_head = c.entry_hash,
                    entered_at = case when o.state = c.state then o.entered_at else now() end,
                    updated_at = now(), nudged_at = now(),
                    ended_at = case when c.open then null else now() end,
                    late_effects_until = c.late_effects_until,
                    -- facts saved during a step do not say how the claim ends
                    failures = case when c.entry_event = 'NOTED' then o.failures else 0 end,
                    deaths = least(o.deaths, c.attempt),
                    -- with the lease kept, the next step begins at once, unless an operator request is applied first
                    begun = case when c.entry_event = 'NOTED' then o.begun else c.keeps_lease and c.asked is null end
                from change c join free on free.id = c.operation
                where o.id = c.operation
                  and o.leased_by = c.worker and o.fence = c.fence and o.audit_seq = c.seen_seq
                returning c.number, o.id, o.kind, o.available_at
            ), told as (
                insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, step, attempt,
                                         fence, detail, hash)
                select a.id, c.entry_seq, c.entry_at, c.entry_actor, c.entry_event, c.entry_from_state,
                       c.entry_to_state, c.entry_step, c.entry_attempt, c.entry_fence, c.entry_detail::json,
                       c.entry_hash
                from applied a join change c using (number)
            ), dispatched as (
                insert into outbox (operation_id, route, available_at)
                select a.id, a.kind, a.available_at
                from applied a join change c using (number)
                where c.delay_ms is not null
            )
            select number from applied
            """;

    record Row(
            int number,
            UUID operation,
            @JsonUnwrapped Guard guard,
            @JsonUnwrapped Progress progress,
            @JsonUnwrapped Lease lease,
            @Nullable Instant lateEffectsUntil,
            @JsonUnwrapped(prefix = "entry_") Entry entry) {
        static Row of(int number, Change change) {
            var before = change.before();
            return new Row(
                    number,
                    before.id(),
                    new Guard(
                            before.lease().worker(),
                            before.lease().fence(),
                            before.audit().seq()),
                    change.after(),
                    Lease.of(change.next()),
                    change.lateEffectsUntil(),
                    Entry.of(change.entry()));
        }
    }

    record Guard(@Nullable UUID worker, long fence, int seenSeq) {}

    record Lease(boolean keepsLease, @Nullable Long delayMs) {
        static Lease of(NextAction next) {
            return switch (next) {
                case NextAction.KeepLease() -> new Lease(true, null);
                case NextAction.Later(var delay) -> new Lease(false, delay.toMillis());
                case NextAction.AwaitPerson(), NextAction.End() -> new Lease(false, null);
            };
        }
    }

    record Entry(
            int seq,
            Instant at,
            @JsonUnwrapped(prefix = "entry_") AuditEvent what,
            String detail,
            String hash) {
        static Entry of(AuditEntry entry) {
            return new Entry(entry.seq(), entry.at(), entry.what(), entry.detail(), entry.hash());
        }
    }
}
