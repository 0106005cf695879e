package io.spotmanager.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a history.
 *
 * @param fault null if nothing went wrong
 */
public record Event(
        Instant at, String who, String what, @Nullable Fault fault) {
    @Override
    public String toString() {
        var millis = Duration.between(VirtualTime.START, at).toMillis();
        return "%8.3f s  %-28s %s%s"
                .formatted(millis / 1000.0, who, what, fault == null ? "" : "  <== " + fault.words());
    }
}
