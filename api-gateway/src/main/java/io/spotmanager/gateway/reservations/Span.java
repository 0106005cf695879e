package io.spotmanager.gateway.reservations;

import java.time.Instant;

/**
 * A time from a moment to another one.
 *
 * @param to not part of it
 */
record Span(Instant from, Instant to) {}
