package io.spotmanager.gateway.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of one decision.
 *
 * @param host null if there is no such operation
 * @param result what came of it, in a word
 * @param why it was not accepted, as a sentence; null if it was
 */
record DecisionOutcome(
        UUID id,
        @Nullable String host,
        Result result,
        @Nullable String why) {
    /** What came of a decision. */
    enum Result {
        /** The action is stored; a worker executes it. */
        ACCEPTED,
        /** The operation is not any more as it was seen: nothing was done. */
        CHANGED,
        /** It is not allowed, or there is no such operation: nothing was done. */
        REFUSED,
        /** Nothing was done yet: the same request can be sent again with the same key. */
        NOT_TRIED
    }
}
