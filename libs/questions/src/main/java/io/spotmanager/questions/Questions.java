package io.spotmanager.questions;

import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;

/** Asks what the clouds show now. */
public interface Questions {
    /**
     * Returns the answer of a worker. {@link CloudResult.Indeterminate} has the worker's reason why the cloud could not be read;
     * {@link CloudResult.NotSent} says why no worker has answered. Blocks until then, at most for the configured time-out. Never throws.
     */
    <A> CloudResult<A> ask(Question<A> question);

    /**
     * The same for an answer that is of use only if it comes soon.
     *
     * @param atMost blocks no longer than this, nor longer than the configured time-out
     */
    <A> CloudResult<A> ask(Question<A> question, Duration atMost);
}
