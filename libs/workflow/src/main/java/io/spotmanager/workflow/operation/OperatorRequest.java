package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.machine.Signal;
import java.util.Objects;

/** An operator's pending request for an open operation, with the operator's reason. */
public record OperatorRequest(Signal signal, String actor, String reason) {
    public OperatorRequest {
        Objects.requireNonNull(signal, "an operator request needs a signal");
    }
}
