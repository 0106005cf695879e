package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an operation that an operator saw before requesting an action. Retries and waits add history entries, but change
 * neither the state nor the time at which it was entered.
 *
 * @param state null for any state
 * @param enteredAt when the state was entered, which distinguishes two visits to the same state; null for any time
 */
public record ExpectedState(
        @Nullable String state, @Nullable Instant enteredAt) {
    public static final ExpectedState ANY = new ExpectedState(null, null);

    boolean matches(Operation operation) {
        return (state == null || state.equals(operation.state()))
                && (enteredAt == null || enteredAt.equals(operation.times().enteredAt()));
    }
}
