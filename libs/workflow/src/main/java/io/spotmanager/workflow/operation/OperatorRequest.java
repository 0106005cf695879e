package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.machine.Signal;
import java.util.Objects;

/** An operator's wish for an open operation, with the reason that the operator gave. */
public record OperatorRequest(Signal signal, String actor, String reason) {
    public OperatorRequest {
        Objects.requireNonNull(signal, "an operator's action has no signal");
    }
}
