package io.spotmanager.system.outage;

import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.List;

/** How long something is away, and the load that begins before, goes on all the while, and ends after. */
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

    /** As many of the possible moves as are asked for in that time, if there are so many. */
    List<Move> load(List<Move> possible) {
        var wanted = (int) BEFORE.plus(length).plus(AFTER).dividedBy(BETWEEN_MOVES);
        return possible.subList(0, Math.min(wanted, possible.size()));
    }
}
