package io.spotmanager.workflow.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run of a step came to. */
public sealed interface StepOutcome {
    /** The work is done and was seen done; the facts learned join the operation's own. */
    record Done(Map<String, ?> facts) implements StepOutcome {
        public Done() {
            this(Map.of());
        }
    }

    /** There was nothing to do; the reason tells why. */
    record Skipped(String reason) implements StepOutcome {}

    /**
     * Nothing certain is known; try again.
     *
     * @param delay how long to wait at least; null for the usual back-off
     */
    record Retry(String cause, @Nullable Duration delay) implements StepOutcome {
        public Retry(String cause) {
            this(cause, null);
        }
    }

    /** All is well but not ready; look again then. Does not count as an attempt. */
    record WaitUntil(Instant when, String what) implements StepOutcome {}

    /** It cannot succeed; go the way that the table gives for a failure. */
    record Failed(String cause) implements StepOutcome {}

    /** A person has to decide. */
    record NeedsOperator(String cause) implements StepOutcome {}
}
