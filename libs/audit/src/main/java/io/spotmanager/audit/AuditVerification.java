package io.spotmanager.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final InstantSource clock;

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

    /** Reads everything in one snapshot; memory does not grow with the number of entries or operations. */
    public Report verify(VerificationRules rules) {
        return snapshot.execute(status -> {
            var now = clock.instant();
            var findings = new Findings();
            var history = new ChainVerifier(findings, now);
            new HistoryReader(jdbc).read(history::next, history::next);
            history.end();
            var checkpoints = new CheckpointVerifier(rules.trusted(), findings);
            var readable = new ArrayList<Long>();
            var verified = new ArrayList<Long>();
            jdbc.sql("select * from audit_checkpoint order by n")
                    .withFetchSize(1)
                    .query((RowCallbackHandler) row -> {
                        var checkpoint = Checkpoints.checkpoint(row, 0);
                        var worth = checkpoints.next(checkpoint, now);
                        if (worth != Worth.BROKEN) {
                            readable.add(checkpoint.n());
                        }
                        if (worth == Worth.VERIFIED) {
                            verified.add(checkpoint.n());
                        }
                    });
            findEntriesThatAreGone(readable, findings);
            if (!rules.trusted().isEmpty()) {
                uncovered(verified, now.minus(rules.gap())).ifPresent(findings::add);
            }
            new KeyProof(jdbc, findings).findKeysOfOthers();
            return Report.of(rules, history, checkpoints.end(), findings, List.of());
        });
    }

    private void findEntriesThatAreGone(List<Long> checkpoints, Findings findings) {
        jdbc.sql("""
                select c.n, split_part(line, ' ', 1) as operation, split_part(line, ' ', 2)::int as seq
                from audit_checkpoint c cross join lateral unnest(string_to_array(c.heads, E'\\n')) as line
                left join audit_entry a on a.operation_id = split_part(line, ' ', 1)::uuid
                                       and a.seq = split_part(line, ' ', 2)::int
                where c.n = any(:checkpoints::bigint[]) and a.hash is distinct from split_part(line, ' ', 3)
                order by c.n, line
                """)
                .param("checkpoints", array(checkpoints))
                .withFetchSize(1_000)
                .query((RowCallbackHandler) row -> findings.add(
                        CheckpointVerifier.gone(row.getLong("n"), row.getString("operation"), row.getInt("seq"))));
    }

    private Optional<String> uncovered(List<Long> checkpoints, Instant before) {
        return jdbc.sql("""
                with covered as (
                    select split_part(line, ' ', 1)::uuid as operation_id, max(split_part(line, ' ', 2)::int) as seq
                    from audit_checkpoint c cross join lateral unnest(string_to_array(c.heads, E'\\n')) as line
                    where c.n = any(:checkpoints::bigint[])
                    group by 1
                )
                select operation_id, seq, at, count(*) over () as operations
                from (
                    select distinct on (operation_id) operation_id, a.seq, a.at
                    from audit_entry a left join covered c using (operation_id)
                    where a.seq > coalesce(c.seq, 0) and a.at < :before::timestamptz
                    order by operation_id, a.at
                ) oldest
                order by at limit 1
                """)
                .param("checkpoints", array(checkpoints))
                .param("before", before.toString())
                .query((row, number) -> CheckpointGap.sentence(
                        row.getLong("operations"),
                        row.getObject("operation_id", UUID.class),
                        row.getInt("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
