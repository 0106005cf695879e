package io.spotmanager.gateway.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many operations are in each state.
 *
 * @param states those of open operations first; a state without an operation is left out
 * @param endedSince ended operations that were accepted earlier are not counted; null if all of the period are
 */
record OperationCounts(List<StateCount> states, @Nullable Instant endedSince) {}
