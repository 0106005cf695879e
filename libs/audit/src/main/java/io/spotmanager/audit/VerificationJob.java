package io.spotmanager.audit;

import io.spotmanager.audit.VerificationState.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the history portion by portion, each in a short transaction of its own. The state between two portions is a row: one process works at it
 * under a lease, and after a crash any process with the same rules goes on with the portion that was not finished.
 */
public final class VerificationJob {
    /** What came of a turn. */
    public sealed interface Turn {
        /** There is nothing to do, or another process works at it. */
        record Idle() implements Turn {}

        /** A portion was verified, and there are more. */
        record Read() implements Turn {}

        /** The verification has ended with this portion. */
        record Ended(long number, AuditVerification.Report report) implements Turn {}

        /** The portion failed, and any process tries it again. */
        record Failed(String cause) implements Turn {}
    }

    /** SQL: something is to be verified, or is being verified. */
    public static final String RUNNING = "exists (select from verification where ended_at is null)";

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final VerificationRules rules;
    private final @Nullable CheckpointKey key;
    private final InstantSource clock;
    private final PortionSize size;
    private final NotesSeal seal;
    private final VerificationRows rows;

    /** What this process works at. Its state is that of the last portion that was saved, never read from the database again. */
    private record Held(VerificationRows.Claim claim, VerificationState state) {}

    private @Nullable Held held;

    /**
     * @param snapshot of one isolation level for all statements, in which rows can be written
     * @param key signs the results; null for none
     */
    public VerificationJob(
            JdbcClient jdbc, TransactionTemplate snapshot, VerificationRules rules, @Nullable CheckpointKey key) {
        this(jdbc, snapshot, rules, key, new DatabaseClock(jdbc), PortionSize.USUAL);
    }

    VerificationJob(
            JdbcClient jdbc,
            TransactionTemplate snapshot,
            VerificationRules rules,
            @Nullable CheckpointKey key,
            InstantSource clock,
            PortionSize size) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.rules = rules;
        this.key = key;
        this.clock = clock;
        this.size = size;
        this.seal = new NotesSeal(key);
        this.rows = new VerificationRows(jdbc, rules, key, seal);
    }

    /** Asks for a verification; joins the one that runs, if one does. */
    public void start(String requestedBy) {
        rows.insert(requestedBy);
    }

    /** Asks for one unless one was asked for since that time. Returns true if it did. */
    public boolean startIfNoneSince(Instant time, String requestedBy) {
        return rows.insertIfNoneSince(time, requestedBy);
    }

    /** Returns the newest result. */
    public Optional<VerificationResult> latest() {
        return rows.latest();
    }

    /** Returns what runs, or waits for a gateway. */
    public Optional<VerificationProgress> running() {
        return rows.running();
    }

    /** Verifies the next portion, if there is something to verify and no other process works at it. Blocks for the time of one portion. */
    public synchronized Turn work() {
        try {
            var now = held == null ? rows.claim().map(this::taken).orElse(null) : held;
            if (now == null) {
                return new Turn.Idle();
            }
            held = now;
            var after = snapshot.execute(status -> portion(now));
            if (after == null) {
                throw new IllegalStateException("the transaction returned nothing");
            }
            if (after.phase() != Phase.DONE) {
                held = new Held(now.claim(), after);
                return new Turn.Read();
            }
            held = null;
            return new Turn.Ended(now.claim().number(), VerificationPortion.report(rules, after, List.of()));
        } catch (VerificationRows.LostLeaseException e) {
            held = null;
            return new Turn.Idle();
        } catch (RuntimeException e) { // whatever it is, the person who waits for the result sees it
            var cause =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            release(cause);
            return new Turn.Failed(cause);
        }
    }

    private Held taken(VerificationRows.Claim claim) {
        if (claim.state() != null) {
            return new Held(claim, claim.state());
        }
        var begin = VerificationState.begin(clock.instant());
        if (!claim.tampered()) {
            return new Held(claim, begin);
        }
        var findings = new Findings();
        findings.add(
                "what verification %d had written down between two portions was changed in the database, so it began anew",
                claim.number());
        return new Held(claim, begin.with(findings.state()));
    }

    private VerificationState portion(Held now) {
        if (now.state().hasNotBegun()) {
            rows.forgetHeads();
        }
        var after = new VerificationPortion(
                        jdbc,
                        rules,
                        size,
                        now.state(),
                        clock.instant(),
                        (state, findings) -> new SealedHeads(jdbc, seal, state.attempt(), findings))
                .verify();
        if (after.phase() == Phase.DONE) {
            end(now.claim(), after);
        } else {
            rows.save(now.claim(), after);
        }
        return after;
    }

    private void end(VerificationRows.Claim claim, VerificationState after) {
        var ended = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var report = VerificationPortion.report(rules, after, notes(after, ended));
        var text = VerificationResult.text(claim.number(), claim.requestedBy(), after.startedAt(), ended, report);
        rows.end(claim, ended, text);
        rows.forgetHeads();
    }

    private List<String> notes(VerificationState after, Instant ended) {
        var read =
                "Each operation was read once, in a portion between %s and %s. What was changed after it had been read, the next verification finds."
                        .formatted(after.startedAt(), ended);
        return key == null
                ? List.of(
                        read,
                        "This gateway has no key to sign with, so nothing proves that this result, and what it rests on, was not written by somebody else who may write to the database. `./spot verify-history` needs no such proof.")
                : List.of(read);
    }

    /** Lets another process go on at once. */
    public synchronized void release() {
        release(null);
    }

    private void release(@Nullable String cause) {
        var now = held;
        held = null;
        if (now != null) {
            try {
                rows.release(now.claim(), cause);
            } catch (DataAccessException | TransactionException e) {
                // Then the lease ends by itself.
                return;
            }
        }
    }
}
