package io.spotmanager.workflow.externalcall;

import io.spotmanager.workflow.step.StepOutcome;

/** The result of looking for a thing. */
public sealed interface Presence<T> {
    /** It is there, and it is ours. */
    record Found<T>(T thing) implements Presence<T> {}

    record Absent<T>() implements Presence<T> {}

    /** Nothing may be created now: it could not be read, or something stands in the way. */
    record Blocked<T>(StepOutcome outcome) implements Presence<T> {}
}
