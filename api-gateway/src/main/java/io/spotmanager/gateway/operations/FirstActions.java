package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Operation;
import java.util.List;

/** The effects of actions on an operation that is accepted but not yet claimed by a worker. They are the same in every workflow. */
final class FirstActions {
    private static final int ACCEPTED = 1;
    private static final List<ActionEffect> EFFECTS = List.of(
            new ActionEffect(
                    "RETRY",
                    "Begin now",
                    "Wakes up a worker again. Nothing has been changed yet.",
                    true,
                    "No worker has claimed it yet.",
                    null),
            new ActionEffect(
                    "CANCEL",
                    "Close without a change",
                    "The operation ends as cancelled, unless a worker has claimed it by then. Nothing has been changed yet.",
                    false,
                    null,
                    null));

    private FirstActions() {}

    /** @return the effects from the worker; empty if an earlier release wrote the state */
    static List<ActionEffect> described(Operation operation) {
        var progress = operation.progress();
        return progress.offered().actionEffects().isEmpty() && operation.audit().seq() == ACCEPTED
                ? EFFECTS.stream()
                        .filter(effect -> progress.actions().contains(effect.action()))
                        .toList()
                : progress.offered().actionEffects();
    }
}
