package io.spotmanager.gateway.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the operations to list were accepted; null leaves an end open.
 *
 * @param since at or after
 * @param until before
 */
record OperationPeriod(@Nullable Instant since, @Nullable Instant until) {}
