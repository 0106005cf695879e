package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All by the database's clock.
 *
 * @param enteredAt since when the operation is in its state
 * @param availableAt when it may be worked on next; null while it waits for a person
 * @param endedAt null while open
 */
public record Times(
        Instant createdAt,
        Instant updatedAt,
        Instant enteredAt,
        @Nullable Instant availableAt,
        @Nullable Instant endedAt) {}
