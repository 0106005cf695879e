package io.spotmanager.gateway.reservations;

import java.util.Set;

/** Where a reservation is, or its way back. Each line says what it can become. */
public enum ReservationState {
    /** An operation began. */
    BEGUN,
    /** Its rules refused it when it was due, and it was to end then. */
    REFUSED,
    /** It could not begin in time, and was to end then. */
    MISSED,
    /** A person ended it. */
    CANCELLED,
    /** Refused, or too late: it stands in front of a person. */
    ASKING,
    /** It waits for its time, or for what is in its way. */
    PLANNED;

    /** Returns true if nothing more happens. */
    boolean isEnd() {
        return this != PLANNED && this != ASKING;
    }

    /** Those that have not ended. */
    static final Set<ReservationState> OPEN = Set.of(PLANNED, ASKING);
}
