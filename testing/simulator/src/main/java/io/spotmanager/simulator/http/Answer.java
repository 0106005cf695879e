package io.spotmanager.simulator.http;

import org.jspecify.annotations.Nullable;

/** What the caller gets to see of a call. */
public sealed interface Answer {

    /** The scripted faults that had a hand in it, or null if the call was left alone. */
    @Nullable
    String fault();

    /** An answer goes out. */
    record Reply(Response response, @Nullable String fault) implements Answer {}

    /**
     * A success of nothing but blanks goes out.
     *
     * @param bytes how many; more than anybody takes for one without end
     */
    record Flood(long bytes, @Nullable String fault) implements Answer {}

    /** The connection is closed without a word. */
    record Silence(@Nullable String fault) implements Answer {}
}
