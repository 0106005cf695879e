package io.spotmanager.gateway.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the operations to list were accepted; null leaves an end open.
 *
 * @param from at or after
 * @param to before
 */
record OperationPeriod(@Nullable Instant from, @Nullable Instant to) {}
