package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.audit.AuditEntry;

/**
 * One change of an operation, ready to be saved: what it was, what it becomes, and the history entry that tells it.
 *
 * @param before the row this was decided on; the change is refused if the row has changed since
 */
public record Change(Operation before, Progress after, NextAction next, AuditEntry entry) {
    /** The operation as it will read once this is saved, as far as the holder of the lease needs it. */
    public Operation applied() {
        return new Operation(before.id(), before.command(), after, before.lease(), entry.head(), times(), setbacks());
    }

    /** What is noted in the middle of a step says nothing of how its claim ends. */
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
