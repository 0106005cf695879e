package io.spotmanager.gateway.reservations;

/** Is told that reservations may have changed, so that open boards show it at once. */
public interface ReservationListener {
    /** Reads them. Returns when the changes are on their way to the boards of this gateway. */
    void poll();
}
