package io.spotmanager.simulator.http;

import org.jspecify.annotations.Nullable;

/** What the caller receives. */
public sealed interface Answer {

    /** The scripted faults of the call, or null if there were none. */
    @Nullable
    String fault();

    /** A response. */
    record Reply(Response response, @Nullable String fault) implements Answer {}

    /**
     * A response with status 200 and only blanks.
     *
     * @param bytes the length; {@link Long#MAX_VALUE} for an endless one
     */
    record Flood(long bytes, @Nullable String fault) implements Answer {}

    /** The connection is closed without a response. */
    record Silence(@Nullable String fault) implements Answer {}
}
