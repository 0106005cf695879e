package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody saw an operation before they asked for something. Its history goes on while it only waits or tries again;
 * its state, and since when it is in it, do not.
 *
 * @param state null for any
 * @param enteredAt tells one time in that state from the next; null for any
 */
public record ExpectedState(
        @Nullable String state, @Nullable Instant enteredAt) {
    public static final ExpectedState ANY = new ExpectedState(null, null);

    boolean matches(Operation operation) {
        return (state == null || state.equals(operation.state()))
                && (enteredAt == null || enteredAt.equals(operation.times().enteredAt()));
    }
}
