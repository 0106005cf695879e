package io.spotmanager.workflow.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes every hash of the whole history, compares each operation's row with the end of its chain, and asks of each
 * checkpoint whether what it saw is still there.
 */
public final class AuditVerification {
    private static final int ROWS_A_FETCH = 1_000;

    /** @param findings one sentence for each break; empty when the history is whole */
    public record Report(
            boolean whole, long operations, long entries, CheckpointReport checkpoints, List<String> findings) {
        public static Report of(long operations, long entries, CheckpointReport checkpoints, List<String> findings) {
            return new Report(findings.isEmpty(), operations, entries, checkpoints, List.copyOf(findings));
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    public AuditVerification(JdbcClient jdbc, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** Takes checkpoints of any key. */
    public Report verify() {
        return verify(List.of());
    }

    /**
     * Reads everything in one snapshot; memory does not grow with the number of entries.
     *
     * @param trusted public keys that checkpoints may be signed with, base64; none for any
     */
    public Report verify(Collection<String> trusted) {
        return snapshot.execute(status -> {
            var chains = new ChainWalk();
            jdbc.sql("select * from audit_entry order by operation_id, seq")
                    .withFetchSize(ROWS_A_FETCH)
                    .query((RowCallbackHandler) row -> chains.next(AuditTrail.entry(row, 0)));
            var findings = new ArrayList<>(chains.findings());
            findings.addAll(rowsThatDisagree());
            var checkpoints = new CheckpointWalk(trusted);
            var whole = new ArrayList<Long>();
            jdbc.sql("select * from audit_checkpoint order by n")
                    .withFetchSize(1)
                    .query((RowCallbackHandler) row -> {
                        var checkpoint = Checkpoints.checkpoint(row, 0);
                        if (checkpoints.next(checkpoint)) {
                            whole.add(checkpoint.n());
                        }
                    });
            findings.addAll(checkpoints.findings());
            findings.addAll(entriesThatAreGone(whole));
            return Report.of(chains.operations(), chains.entries(), checkpoints.report(), findings);
        });
    }

    private List<String> rowsThatDisagree() {
        return jdbc.sql("""
                select format('operation %s says its history ends with entry %s, the history ends with %s',
                              o.id, o.audit_seq, coalesce(a.seq::text, 'none'))
                from operation o
                left join lateral (select seq, hash, to_state from audit_entry
                                   where operation_id = o.id order by seq desc limit 1) a on true
                where a.seq is distinct from o.audit_seq or a.hash is distinct from o.audit_head
                   or a.to_state is distinct from o.state
                """).query((row, number) -> row.getString(1)).list();
    }

    private List<String> entriesThatAreGone(List<Long> checkpoints) {
        return jdbc.sql("""
                select c.n, split_part(line, ' ', 1) as operation, split_part(line, ' ', 2)::int as seq
                from audit_checkpoint c cross join lateral unnest(string_to_array(c.heads, E'\\n')) as line
                left join audit_entry a on a.operation_id = split_part(line, ' ', 1)::uuid
                                       and a.seq = split_part(line, ' ', 2)::int
                where c.n = any(:checkpoints::bigint[]) and a.hash is distinct from split_part(line, ' ', 3)
                order by c.n, line
                """)
                .param(
                        "checkpoints",
                        "{"
                                + String.join(
                                        ",",
                                        checkpoints.stream()
                                                .map(String::valueOf)
                                                .toList()) + "}")
                .query((row, number) ->
                        CheckpointWalk.gone(row.getLong("n"), row.getString("operation"), row.getInt("seq")))
                .list();
    }
}
