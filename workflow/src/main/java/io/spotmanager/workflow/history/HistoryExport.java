package io.spotmanager.workflow.history;

import io.spotmanager.workflow.audit.AuditTrail;
import io.spotmanager.workflow.audit.Checkpoints;
import io.spotmanager.workflow.history.HistoryLine.OperationEnd;
import io.spotmanager.workflow.history.HistoryLine.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the whole history as JSON lines: checkpoints, entries by operation, the operations' rows, the totals. */
public final class HistoryExport {
    private static final int ROWS_A_FETCH = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    public HistoryExport(JdbcClient jdbc, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** Reads everything in one snapshot; memory does not grow with the history. */
    public void writeTo(Appendable out) {
        snapshot.executeWithoutResult(status -> {
            var checkpoints = write(
                    out,
                    "select * from audit_checkpoint order by n",
                    1,
                    (row, number) -> HistoryLine.of(Checkpoints.checkpoint(row, number)));
            var entries = write(
                    out,
                    "select * from audit_entry order by operation_id, seq",
                    ROWS_A_FETCH,
                    (row, number) -> HistoryLine.of(AuditTrail.entry(row, number)));
            var operations = write(
                    out,
                    "select id, audit_seq, audit_head, state from operation order by id",
                    ROWS_A_FETCH,
                    (row, number) -> HistoryLine.of(new OperationEnd(
                            row.getObject("id", UUID.class),
                            row.getInt("audit_seq"),
                            row.getString("audit_head"),
                            row.getString("state"))));
            append(out, HistoryLine.of(new Totals(checkpoints, entries, operations)));
        });
    }

    private long write(Appendable out, String sql, int fetchSize, RowMapper<HistoryLine> line) {
        var count = new long[1];
        jdbc.sql(sql).withFetchSize(fetchSize).query((RowCallbackHandler) row -> {
            append(out, line.mapRow(row, 0));
            count[0]++;
        });
        return count[0];
    }

    private static void append(Appendable out, HistoryLine line) {
        try {
            out.append(line.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
