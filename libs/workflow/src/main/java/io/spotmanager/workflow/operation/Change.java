package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an operation, ready to be saved: the old row, the new progress, and the history entry.
 *
 * @param before the row on which this was decided; the save is refused if the row has changed since
 * @param lateEffectsUntil until when a call of the ended operation may still be carried out; null when none can, and while it is open
 */
public record Change(
        Operation before,
        Progress after,
        NextAction next,
        AuditEntry entry,
        @Nullable Instant lateEffectsUntil) {
    /** A change after which no call may still be carried out. */
    public Change(Operation before, Progress after, NextAction next, AuditEntry entry) {
        this(before, after, next, entry, null);
    }

    /** The operation after this save, as far as the holder of the lease needs it. */
    public Operation applied() {
        return new Operation(
                before.id(),
                before.command(),
                after,
                before.lease(),
                entry.head(),
                times(),
                setbacks(),
                before.trace());
    }

    /** Facts saved during a step do not reset the setbacks: the claim may still fail. */
    private Setbacks setbacks() {
        return entry.what().event().equals("NOTED") ? before.setbacks() : Setbacks.NONE;
    }

    private Times times() {
        var old = before.times();
        var entered = after.state().equals(before.state()) ? old.enteredAt() : entry.at();
        return new Times(
                old.createdAt(),
                entry.at(),
                entered,
                old.availableAt(),
                after.open() ? null : entry.at(),
                old.interruptedAt());
    }
}
