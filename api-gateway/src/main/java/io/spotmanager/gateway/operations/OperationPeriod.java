package io.spotmanager.gateway.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of acceptance; null for an open end.
 *
 * @param from accepted at or after this time
 * @param to accepted before this time
 */
record OperationPeriod(@Nullable Instant from, @Nullable Instant to) {}
