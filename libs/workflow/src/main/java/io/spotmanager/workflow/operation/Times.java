package io.spotmanager.workflow.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All by the database's clock.
 *
 * @param enteredAt since when the operation is in its state
 * @param availableAt when it may be worked on next; null while it waits for a person
 * @param endedAt null while open
 * @param interruptedAt when a lease last ended without a word from its worker; null if none did
 */
public record Times(
        Instant createdAt,
        Instant updatedAt,
        Instant enteredAt,
        @Nullable Instant availableAt,
        @Nullable Instant endedAt,
        @Nullable Instant interruptedAt) {}
