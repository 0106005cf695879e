package io.spotmanager.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the whole history: recomputes every hash, replays each operation's row from its entries, and checks that the entries
 * of each checkpoint still exist.
 */
public final class AuditVerification {
    /**
     * The result of a verification of the whole history.
     *
     * @param whole true if there are no findings
     * @param findings one sentence each, the first 1,000
     * @param findingsInAll the number of all findings
     */
    public record Report(
            boolean whole,
            long operations,
            long entries,
            CheckpointReport checkpoints,
            List<String> findings,
            long findingsInAll,
            @JsonUnwrapped VerificationScope scope) {
        /**
         * Builds the report.
         *
         * @param history after its end was read
         * @param notes further limits of this verification
         */
        public static Report of(
                VerificationRules rules,
                ChainVerifier history,
                CheckpointReport checkpoints,
                Findings findings,
                List<String> notes) {
            return new Report(
                    findings.count() == 0,
                    history.operations(),
                    history.entries(),
                    checkpoints,
                    findings.sentences(),
                    findings.count(),
                    VerificationScope.of(rules, history.unproven(), checkpoints, notes));
        }
    }

    private static final int HEADS_A_PORTION = 5_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final InstantSource clock;

    /** @param snapshot of one isolation level for all statements; it need not be read-only, for a temporary table */
    public AuditVerification(JdbcClient jdbc, TransactionTemplate snapshot) {
        this(jdbc, snapshot, new DatabaseClock(jdbc));
    }

    AuditVerification(JdbcClient jdbc, TransactionTemplate snapshot, InstantSource clock) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    /** Verifies without a trusted key, so no checkpoint can be verified. */
    public Report verify() {
        return verify(VerificationRules.trusting(TrustedKeys.none()));
    }

    /**
     * Reads everything in one snapshot, portion by portion: neither memory nor the time of a statement grows with the number of entries or
     * operations. Blocks for as long as that takes. On a standby memory grows with the number of operations that checkpoints cover.
     */
    public Report verify(VerificationRules rules) {
        return snapshot.execute(status -> {
            var now = clock.instant();
            var findings = new Findings();
            var covered = CoveredHeads.in(jdbc);
            var checkpoints = verifyCheckpoints(rules, now, covered, findings);
            var history = new ChainVerifier(findings, now);
            var uncovered = new UncoveredEntries(covered, now.minus(rules.gap()));
            new HistoryReader(jdbc)
                    .read(
                            uncovered::next,
                            entry -> {
                                history.next(entry);
                                uncovered.next(entry);
                            },
                            history::next);
            history.end();
            if (!rules.trusted().isEmpty()) {
                uncovered.finding().ifPresent(findings::add);
            }
            new KeyProof(jdbc, findings).findKeysOfOthers();
            new InstallationProof(jdbc, rules, now, findings).find();
            return Report.of(rules, history, checkpoints, findings, List.of());
        });
    }

    private CheckpointReport verifyCheckpoints(
            VerificationRules rules, Instant now, CoveredHeads covered, Findings findings) {
        var checkpoints = new CheckpointVerifier(rules, findings);
        for (var n = Long.MIN_VALUE; ; ) {
            var next = jdbc.sql("select * from audit_checkpoint where n >= ? order by n limit 1")
                    .param(n)
                    .query(Checkpoints::checkpoint)
                    .optional();
            if (next.isEmpty()) {
                return checkpoints.end(now);
            }
            var checkpoint = next.get();
            var worth = checkpoints.next(checkpoint, now);
            if (worth != Worth.BROKEN) {
                findEntriesThatAreGone(checkpoint, findings);
            }
            if (worth == Worth.VERIFIED) {
                portions(checkpoint).forEach(covered::add);
            }
            if (checkpoint.n() == Long.MAX_VALUE) {
                return checkpoints.end(now);
            }
            n = checkpoint.n() + 1;
        }
    }

    private static Stream<List<Head>> portions(Checkpoint checkpoint) {
        return checkpoint.parsedHeads().gather(Gatherers.windowFixed(HEADS_A_PORTION));
    }

    private void findEntriesThatAreGone(Checkpoint checkpoint, Findings findings) {
        portions(checkpoint)
                .forEach(heads -> jdbc.sql("""
                        select h.operation_id, h.seq
                        from unnest(:operations::uuid[], :seqs::int[], :hashes::text[]) as h (operation_id, seq, hash)
                        left join audit_entry a on a.operation_id = h.operation_id and a.seq = h.seq
                        where a.hash is distinct from h.hash
                        order by h.operation_id, h.seq
                        """)
                        .param("operations", Checkpoint.array(heads, Head::operationId))
                        .param("seqs", Checkpoint.array(heads, Head::seq))
                        .param("hashes", Checkpoint.array(heads, Head::hash))
                        .query((RowCallbackHandler) row -> findings.add(CheckpointVerifier.gone(
                                checkpoint.n(), row.getString("operation_id"), row.getInt("seq")))));
    }

    /** Counts operations with entries that no verified checkpoint covers though they are old enough. Gets the entries by operation. */
    private static final class UncoveredEntries {
        private final CoveredHeads covered;
        private final Instant before;
        private Map<UUID, Integer> portion = Map.of();
        private @Nullable AuditEntry oldest;
        private @Nullable UUID latest;
        private long operations;

        UncoveredEntries(CoveredHeads covered, Instant before) {
            this.covered = covered;
            this.before = before;
        }

        void next(UUID from, UUID to) {
            portion = covered.between(from, to);
        }

        void next(AuditEntry entry) {
            if (entry.seq() <= portion.getOrDefault(entry.operationId(), 0)
                    || !entry.at().isBefore(before)) {
                return;
            }
            if (!entry.operationId().equals(latest)) {
                latest = entry.operationId();
                operations++;
            }
            if (oldest == null || entry.at().isBefore(oldest.at())) {
                oldest = entry;
            }
        }

        Optional<String> finding() {
            return Optional.ofNullable(oldest)
                    .map(entry -> CheckpointGap.sentence(operations, entry.operationId(), entry.seq(), entry.at()));
        }
    }
}
