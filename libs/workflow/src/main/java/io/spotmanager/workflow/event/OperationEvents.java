package io.spotmanager.workflow.event;

/**
 * Hears of every change after its commit. At most once: who must not miss a change reads the history.
 * Implementations neither block nor throw.
 */
@FunctionalInterface
public interface OperationEvents {
    void changed(OperationChanged change);
}
