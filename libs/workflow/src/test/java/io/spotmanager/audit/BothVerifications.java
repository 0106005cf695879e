package io.spotmanager.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.VerificationJob.Turn;
import io.spotmanager.workflow.fixture.Keys;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies in one snapshot and in the smallest portions, each by a process of its own that knows no more than the database. Both must find exactly the
 * same, however the history was tampered with.
 */
public final class BothVerifications {
    private static final PortionSize SMALLEST = new PortionSize(1, 1, 1, 1, 1);
    private static final PortionSize SMALL = new PortionSize(500, 700, 1, 1, 1);
    private static final int MANY = 500;
    private static final CheckpointKey KEY = CheckpointKey.parse(Keys.privateKey());

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    public BothVerifications(JdbcClient jdbc, TransactionTemplate transactions) {
        this(jdbc, transactions, new DatabaseClock(jdbc));
    }

    BothVerifications(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Report verify() {
        return verify(VerificationRules.trusting(TrustedKeys.none()));
    }

    /** Returns what both found. */
    public Report verify(VerificationRules rules) {
        var atOnce = new AuditVerification(jdbc, transactions, clock).verify(rules);
        var inPortions = inPortions(rules);
        assertThat(withoutTimes(inPortions.findings())).isEqualTo(withoutTimes(atOnce.findings()));
        assertThat(withoutNotes(inPortions)).isEqualTo(withoutNotes(atOnce));
        return atOnce;
    }

    private Report inPortions(VerificationRules rules) {
        process(rules, KEY).start("the test");
        Turn turn = new Turn.Read();
        while (turn instanceof Turn.Read) {
            var process = process(rules, KEY);
            turn = process.work();
            process.release();
        }
        assertThat(turn).isInstanceOf(Turn.Ended.class);
        var kept = process(rules, null).latest().orElseThrow().report();
        assertThat(withoutNotes(kept)).isEqualTo(withoutNotes(((Turn.Ended) turn).report()));
        return kept;
    }

    private VerificationJob process(VerificationRules rules, @Nullable CheckpointKey key) {
        var snapshot = new TransactionTemplate(requireNonNull(transactions.getTransactionManager()));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new VerificationJob(jdbc, snapshot, rules, key, clock, size());
    }

    private PortionSize size() {
        var operations =
                jdbc.sql("select count(*) from operation").query(Integer.class).single();
        return operations > MANY ? SMALL : SMALLEST;
    }

    /** Each of the two names its own time of reading. */
    private static List<String> withoutTimes(List<String> findings) {
        return findings.stream()
                .map(finding -> finding.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME"))
                .toList();
    }

    private static Report withoutNotes(Report report) {
        var scope = report.scope();
        return new Report(
                report.whole(),
                report.operations(),
                report.entries(),
                report.checkpoints(),
                withoutTimes(report.findings()),
                report.findingsInAll(),
                new VerificationScope(
                        scope.trustedKeys(),
                        scope.retiredKeys(),
                        scope.unverifiedCheckpoints(),
                        scope.unproven(),
                        List.of()));
    }
}
