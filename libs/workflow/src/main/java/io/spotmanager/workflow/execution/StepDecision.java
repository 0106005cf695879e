package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome means for the operation.
 *
 * @param event its name in the history
 * @param signal null if the operation stays in its state
 * @param why the explanation for the history, shown as the cause unless the step succeeded; null if there is none
 * @param attempt failed attempts of the step, this one included
 * @param delay how long the operation waits in the same state; ignored if a signal is given
 */
record StepDecision(
        String event,
        @Nullable Signal signal,
        @Nullable String why,
        Map<String, ?> facts,
        int attempt,
        Duration delay) {
    static final String WAITING = "WAITING";

    static StepDecision moving(String event, Signal signal, @Nullable String why, Map<String, ?> facts) {
        return new StepDecision(event, signal, why, facts, 0, Duration.ZERO);
    }

    static StepDecision staying(String event, @Nullable String why, Map<String, ?> facts, int attempt, Duration delay) {
        return new StepDecision(event, null, why, facts, attempt, delay);
    }

    /** @param more further facts; this decision's own facts win */
    StepDecision with(Map<String, ?> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new HashMap<String, Object>(more);
        all.putAll(facts);
        return new StepDecision(event, signal, why, all, attempt, delay);
    }

    /** The cause to show while the operation is not progressing; null if the step succeeded. */
    @Nullable
    String cause() {
        return signal == Signal.DONE ? null : why;
    }

    /** False for a step that is done or merely waits. */
    boolean isFailure() {
        return cause() != null && !event.equals(WAITING);
    }
}
