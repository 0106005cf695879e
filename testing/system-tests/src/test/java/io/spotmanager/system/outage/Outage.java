package io.spotmanager.system.outage;

import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.List;

/** The duration of an outage, and a load that begins before and ends after it. */
record Outage(Duration length) {
    static final Duration BETWEEN_MOVES = Duration.ofMillis(150);
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(2);

    /** @param usual unless {@code -Dspot.outage.seconds} says otherwise */
    static Outage of(int usual) {
        return new Outage(Duration.ofSeconds(Integer.getInteger("spot.outage.seconds", usual)));
    }

    Duration before() {
        return BEFORE;
    }

    /** Returns the moves that are requested in that time, limited by the possible ones. */
    List<Move> load(List<Move> possible) {
        var wanted = (int) BEFORE.plus(length).plus(AFTER).dividedBy(BETWEEN_MOVES);
        return possible.subList(0, Math.min(wanted, possible.size()));
    }
}
