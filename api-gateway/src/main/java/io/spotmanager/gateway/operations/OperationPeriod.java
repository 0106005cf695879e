package io.spotmanager.gateway.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the operations to list were accepted; null leaves an end open.
 *
 * @param from accepted at that time or after it
 * @param to accepted before that time
 */
record OperationPeriod(@Nullable Instant from, @Nullable Instant to) {}
