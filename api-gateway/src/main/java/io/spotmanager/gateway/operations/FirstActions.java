package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Operation;
import java.util.List;

/** What can be said about the actions of an operation that no worker has seen yet: it was accepted, and nothing was done. */
final class FirstActions {
    private static final int ACCEPTED = 1;
    private static final List<ActionEffect> EFFECTS = List.of(
            new ActionEffect(
                    "RETRY",
                    "Begin now",
                    "A worker is called again. Nothing has been changed yet.",
                    true,
                    "No worker has taken it up yet.",
                    null),
            new ActionEffect(
                    "CANCEL",
                    "Close without a change",
                    "The operation ends as cancelled unless a worker has taken it up by then. Nothing has been changed yet.",
                    false,
                    null,
                    null));

    private FirstActions() {}

    /** @return what the worker said; empty where an earlier release wrote the state */
    static List<ActionEffect> described(Operation operation) {
        var progress = operation.progress();
        return progress.offered().actionEffects().isEmpty() && operation.audit().seq() == ACCEPTED
                ? EFFECTS.stream()
                        .filter(effect -> progress.actions().contains(effect.action()))
                        .toList()
                : progress.offered().actionEffects();
    }
}
