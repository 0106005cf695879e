package io.spotmanager.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a verification is between two portions, and what it has seen.
 *
 * @param startedAt entries that were old enough then must be covered by checkpoints
 * @param attempt new for each beginning
 * @param phase what the next portion reads
 * @param archived the id after which the next operations of an archive are
 * @param checkpoint the lowest number of the next checkpoint
 * @param operation the lowest id of the next operation
 * @param key after which the next idempotency keys are; null for the first
 */
record VerificationState(
        Instant startedAt,
        UUID attempt,
        Phase phase,
        UUID archived,
        long checkpoint,
        UUID operation,
        KeyProof.@Nullable Place key,
        ArchiveVerifier.State archives,
        CheckpointVerifier.State checkpoints,
        ChainVerifier.State history,
        UncoveredEntries.State uncovered,
        Findings.State findings) {
    /** What is read, in this order. */
    enum Phase {
        ARCHIVES,
        CHECKPOINTS,
        OPERATIONS,
        KEYS,
        INSTALLATION,
        DONE
    }

    static VerificationState begin(Instant now) {
        return new VerificationState(
                now,
                UUID.randomUUID(),
                Phase.ARCHIVES,
                HistoryReader.FIRST,
                Long.MIN_VALUE,
                HistoryReader.FIRST,
                null,
                ArchiveVerifier.State.NONE,
                CheckpointVerifier.State.NONE,
                ChainVerifier.State.NONE,
                UncoveredEntries.State.NONE,
                Findings.State.NONE);
    }

    /** Returns true before the first portion. */
    boolean hasNotBegun() {
        return phase == Phase.ARCHIVES && archives.current() == null;
    }

    VerificationState with(Findings.State others) {
        return new VerificationState(
                startedAt,
                attempt,
                phase,
                archived,
                checkpoint,
                operation,
                key,
                archives,
                checkpoints,
                history,
                uncovered,
                others);
    }
}
