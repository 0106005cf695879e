package io.spotmanager.simulation.engine;

import static io.spotmanager.simulation.engine.Fault.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of points: moments before and after an effect at which its process may die, pause, or be cut off. */
public enum PointKind {
    STATEMENT_BEFORE(true, KILL, PAUSE, CONNECTION_LOST),
    STATEMENT_AFTER(false, KILL, PAUSE, CONNECTION_LOST),
    PUBLISH_BEFORE(true, KILL, PAUSE, NOT_CONFIRMED),
    PUBLISH_AFTER(false, KILL, PAUSE, NOT_CONFIRMED),
    DELIVERY(false, MESSAGE_DUPLICATED, MESSAGE_LOST, BROKER_WIPED, MESSAGE_REORDERED),
    ACK_BEFORE(false, KILL, PAUSE, ACK_LOST),
    ACK_AFTER(false, KILL),
    READ(false, KILL, PAUSE, SERVER_ERROR, TOO_MANY_429),
    CALL_BEFORE(true, KILL, PAUSE, NOT_FOUND_404, CONFLICT_409, TOO_LARGE_413, TOO_MANY_429, SERVER_ERROR),
    CALL_SENT(false, KILL, KILL_AND_LATE_EFFECT, PAUSE, LATE_EFFECT, NO_EFFECT),
    CALL_DONE(true, KILL, PAUSE, REPLY_LOST, NOT_FOUND_404, CONFLICT_409, TOO_LARGE_413, TOO_MANY_429, SERVER_ERROR);

    private final Set<Fault> faults;

    /** @param surroundings whether what others do may happen at these points */
    PointKind(boolean surroundings, Fault... own) {
        var others =
                surroundings ? EnumSet.allOf(Fault.class).stream().filter(Fault::ofSurroundings) : Stream.<Fault>of();
        this.faults = Collections.unmodifiableSet(Stream.concat(Stream.of(own), others)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class))));
    }

    /** Returns what may go wrong at such a point. */
    public Set<Fault> faults() {
        return faults;
    }
}
