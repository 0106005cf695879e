package io.spotmanager.gateway.views;

import java.time.Instant;
import java.util.UUID;

/**
 * A filter under a name.
 *
 * @param owner who made it
 * @param query of an address of the board, without the question mark
 */
record SavedView(UUID id, String owner, String name, String query, boolean shared, Instant changedAt) {}
