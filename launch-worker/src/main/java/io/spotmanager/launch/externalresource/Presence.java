package io.spotmanager.launch.externalresource;

import io.spotmanager.workflow.step.StepOutcome;

/** What a look for a thing came to. */
public sealed interface Presence<T> {
    /** It is there, and it is ours. */
    record Found<T>(T thing) implements Presence<T> {}

    record Absent<T>() implements Presence<T> {}

    /** Nothing may be made now: it could not be read, or something stands in the way. */
    record Blocked<T>(StepOutcome outcome) implements Presence<T> {}
}
