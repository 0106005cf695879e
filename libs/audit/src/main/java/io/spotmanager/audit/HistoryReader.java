package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all entries and all rows, ordered by operation: the entries of each operation, then its row. Must run in one database
 * snapshot. Memory does not grow with the history.
 */
public final class HistoryReader {
    private static final int ROWS_A_FETCH = 1_000;

    private final JdbcClient jdbc;

    public HistoryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void read(Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        try (var all = jdbc
                .sql("select to_json(o)::text as columns from operation o order by id")
                .withFetchSize(ROWS_A_FETCH)
                .query(HistoryReader::row)
                .stream()) {
            var waiting = new Waiting(all.iterator(), rows);
            jdbc.sql("select * from audit_entry order by operation_id, seq")
                    .withFetchSize(ROWS_A_FETCH)
                    .query((RowCallbackHandler) row -> {
                        var entry = AuditTrail.entry(row, 0);
                        waiting.handOverBefore(entry.operationId());
                        entries.accept(entry);
                    });
            waiting.handOverTheRest();
        }
    }

    private static OperationRow row(ResultSet row, int number) throws SQLException {
        return OperationColumns.row(row.getString("columns"));
    }

    /** The rows that were not passed on yet. */
    private static final class Waiting {
        private final Iterator<OperationRow> rows;
        private final Consumer<OperationRow> consumer;
        private @Nullable OperationRow next;

        Waiting(Iterator<OperationRow> rows, Consumer<OperationRow> consumer) {
            this.rows = rows;
            this.consumer = consumer;
            advance();
        }

        /** Compares as PostgreSQL does, by bytes; {@link UUID#compareTo} has a different order. */
        void handOverBefore(UUID operation) {
            while (next != null && next.id().toString().compareTo(operation.toString()) < 0) {
                consumer.accept(next);
                advance();
            }
        }

        void handOverTheRest() {
            while (next != null) {
                consumer.accept(next);
                advance();
            }
        }

        private void advance() {
            next = rows.hasNext() ? rows.next() : null;
        }
    }
}
