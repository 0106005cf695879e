package io.spotmanager.clouds.wire;

import java.time.Duration;

/** Leave to call a provider whose limit we share with others. */
public interface CallBudget {

    /** What came of asking for leave. */
    sealed interface Leave {

        /** One call may be made after that time, which may be zero. */
        record Granted(Duration after) implements Leave {}

        /** No call may be made; the reason is for people. */
        record Denied(String reason) implements Leave {}
    }

    /** No limit at all, for tests. */
    CallBudget UNLIMITED = new CallBudget() {
        @Override
        public Leave ask() {
            return new Leave.Granted(Duration.ZERO);
        }

        @Override
        public void exhausted() {
            // Nothing is counted, so nothing can be used up.
        }
    };

    /** Takes leave for one call; what was granted counts, whether or not the call is made. */
    Leave ask();

    /** To be told when the provider refuses calls for their number: nobody gets leave until its window is over. */
    void exhausted();
}
