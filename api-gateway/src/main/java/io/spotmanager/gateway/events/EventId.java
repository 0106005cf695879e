package io.spotmanager.gateway.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event: the database's time, in microseconds, when the gateway read the change. All gateways use the same clock, so each
 * understands the ids of the others.
 */
record EventId(long micros) implements Comparable<EventId> {
    static final EventId NONE = new EventId(0);

    static EventId at(Instant time) {
        return new EventId(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /** Returns empty if the text is no event id. */
    static Optional<EventId> parse(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}")
                ? Optional.of(new EventId(Long.parseLong(text)))
                : Optional.empty();
    }

    EventId minus(Duration duration) {
        return new EventId(micros - duration.toNanos() / 1_000);
    }

    Instant time() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(EventId other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return Long.toString(micros);
    }
}
