package io.spotmanager.launch.making;

import io.spotmanager.workflow.step.StepOutcome;

/** What a look for a thing came to. */
public sealed interface Sight<T> {
    /** It is there, and it is ours. */
    record Found<T>(T thing) implements Sight<T> {}

    record Absent<T>() implements Sight<T> {}

    /** Nothing may be made now: it could not be read, or something stands in the way. */
    record Blocked<T>(StepOutcome outcome) implements Sight<T> {}
}
