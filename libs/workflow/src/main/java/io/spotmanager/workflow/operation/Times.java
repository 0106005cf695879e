package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times of an operation, by the database's clock.
 *
 * @param enteredAt when the operation entered its state
 * @param availableAt when it may be claimed next; null while it waits for a person
 * @param endedAt null while open
 * @param interruptedAt when a worker last lost the lease during a step; null if that never happened
 */
public record Times(
        Instant createdAt,
        Instant updatedAt,
        Instant enteredAt,
        @Nullable Instant availableAt,
        @Nullable Instant endedAt,
        @Nullable Instant interruptedAt) {}
