package io.spotmanager.workflow.audit;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Recomputes every hash of the whole history and compares each operation's row with the end of its chain. */
public final class AuditVerification {
    private static final int ROWS_A_FETCH = 1_000;

    /** @param findings one sentence for each break; empty when the history is whole */
    public record Report(long operations, long entries, List<String> findings) {
        public boolean whole() {
            return findings.isEmpty();
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    public AuditVerification(JdbcClient jdbc, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** Reads everything in one snapshot; memory does not grow with the history. */
    public Report verify() {
        return snapshot.execute(status -> {
            var walk = new ChainWalk();
            jdbc.sql("select * from audit_entry order by operation_id, seq")
                    .withFetchSize(ROWS_A_FETCH)
                    .query((RowCallbackHandler) row -> walk.next(AuditTrail.entry(row, 0)));
            var findings = new ArrayList<>(walk.findings());
            findings.addAll(rowsThatDisagree());
            return new Report(walk.operations(), walk.entries(), List.copyOf(findings));
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
}
