package io.spotmanager.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.VerificationState.Phase;
import java.time.InstantSource;
import java.util.List;
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
            var covered = CoveredHeads.in(jdbc);
            var state = VerificationState.begin(now);
            while (state.phase() != Phase.DONE) {
                state = new VerificationPortion(jdbc, rules, PortionSize.USUAL, state, now, (at, findings) -> covered)
                        .verify();
            }
            return VerificationPortion.report(rules, state, List.of());
        });
    }
}
