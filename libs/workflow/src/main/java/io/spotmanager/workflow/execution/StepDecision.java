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
 * @param signal null where the operation stays in its state
 * @param why told in the history, and shown as the cause unless all is well; null where there is nothing to tell
 * @param attempt tries of the step that came to nothing, this one included
 * @param delay before the operation may go on in the same state; ignored where a signal is given
 */
record StepDecision(
        String event,
        @Nullable Signal signal,
        @Nullable String why,
        Map<String, ?> facts,
        int attempt,
        Duration delay) {
    static StepDecision moving(String event, Signal signal, @Nullable String why, Map<String, ?> facts) {
        return new StepDecision(event, signal, why, facts, 0, Duration.ZERO);
    }

    static StepDecision staying(String event, @Nullable String why, Map<String, ?> facts, int attempt, Duration delay) {
        return new StepDecision(event, null, why, facts, attempt, delay);
    }

    /** @param more facts that join this verdict's own */
    StepDecision with(Map<String, ?> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new HashMap<String, Object>(more);
        all.putAll(facts);
        return new StepDecision(event, signal, why, all, attempt, delay);
    }

    /** What to show as the reason why the operation is not further; null when it is going well. */
    @Nullable
    String cause() {
        return signal == Signal.DONE ? null : why;
    }
}
