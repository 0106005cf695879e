package io.spotmanager.workflow.event;

import io.spotmanager.workflow.operation.Operation;

/**
 * Hears of every change after its commit. At most once: who must not miss a change reads the history.
 * Implementations neither block nor throw.
 */
@FunctionalInterface
public interface OperationEvents {
    void changed(Operation now);
}
