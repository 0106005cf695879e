package io.spotmanager.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a verification has come that has not ended.
 *
 * @param number counts the verifications
 * @param requestedBy the user who asked for it, or {@code schedule}
 * @param requestedAt when it was asked for
 * @param startedAt null if no gateway has begun with it
 * @param phase what is read: CHECKPOINTS, OPERATIONS, KEYS, INSTALLATION; null before the first portion
 * @param checkpoints read so far
 * @param ofCheckpoints the number of the newest checkpoint
 * @param operations read so far
 * @param ofOperations about how many there are, as the database's statistics say
 * @param entries read so far
 * @param findings found so far
 * @param portions read so far; those of an attempt that had to begin anew count as well
 * @param changedAt when the latest portion ended; null before that
 * @param cause why the latest portion failed; it is tried again. Null if it did not
 */
public record VerificationProgress(
        long number,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable String phase,
        long checkpoints,
        long ofCheckpoints,
        long operations,
        long ofOperations,
        long entries,
        long findings,
        long portions,
        @Nullable Instant changedAt,
        @Nullable String cause) {}
