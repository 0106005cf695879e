package io.spotmanager.audit.export;

import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.HistoryArchive;
import io.spotmanager.audit.HistoryReader;
import io.spotmanager.audit.export.HistoryLine.Gone;
import io.spotmanager.audit.export.HistoryLine.OperationEnd;
import io.spotmanager.audit.export.HistoryLine.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the whole history as JSON lines: what has left it, checkpoints, then the entries and the row of each operation, then the totals. */
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
            var lines = new Lines(out);
            var now = new DatabaseClock(jdbc).instant();
            jdbc.sql("select * from history_archive order by n")
                    .query(HistoryArchive::of)
                    .list()
                    .forEach(archive -> {
                        lines.append(HistoryLine.of(archive));
                        jdbc.sql("select * from archived_operation where archive = ? order by operation_id")
                                .param(archive.n())
                                .withFetchSize(ROWS_A_FETCH)
                                .query((RowCallbackHandler) row -> lines.append(HistoryLine.of(new Gone(
                                        row.getObject("operation_id", UUID.class),
                                        row.getInt("seq"),
                                        row.getString("hash")))));
                    });
            jdbc.sql("select * from audit_checkpoint order by n")
                    .withFetchSize(1)
                    .query((RowCallbackHandler) row -> {
                        lines.append(HistoryLine.of(Checkpoints.checkpoint(row, 0)));
                        lines.checkpoints++;
                    });
            new HistoryReader(jdbc)
                    .read(
                            entry -> {
                                lines.append(HistoryLine.of(entry));
                                lines.entries++;
                            },
                            row -> {
                                lines.append(HistoryLine.of(OperationEnd.of(row)));
                                lines.operations++;
                            });
            lines.append(HistoryLine.of(new Totals(lines.checkpoints, lines.entries, lines.operations, now)));
        });
    }

    private static final class Lines {
        private final Appendable out;
        private long checkpoints;
        private long entries;
        private long operations;

        Lines(Appendable out) {
            this.out = out;
        }

        void append(HistoryLine line) {
            try {
                out.append(line.text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
