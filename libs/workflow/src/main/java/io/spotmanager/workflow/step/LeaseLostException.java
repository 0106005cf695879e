package io.spotmanager.workflow.step;

import java.util.UUID;

/** Another worker may hold the operation by now, so this one must not touch the world on its behalf any more. */
public final class LeaseLostException extends RuntimeException {
    public LeaseLostException(UUID operationId) {
        super("the lease on operation %s is lost; whoever holds it now goes on".formatted(operationId));
    }
}
