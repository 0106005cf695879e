package io.spotmanager.audit;

import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all entries and all rows, ordered by operation: the entries of each operation, then its row. Must run in one database
 * snapshot. Reads portion by portion, each by the primary keys, so that neither memory nor the time of a statement grows with the history.
 */
public final class HistoryReader {
    private static final int OPERATIONS_A_PORTION = 2_000;
    private static final int ROWS_A_FETCH = 1_000;
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /** Is told of each portion before it is read. */
    interface Portions {
        /** The ids of a portion's operations, ends included. */
        void next(UUID from, UUID to);
    }

    private final JdbcClient jdbc;

    public HistoryReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void read(Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        read((from, to) -> {}, entries, rows);
    }

    void read(Portions portions, Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        for (UUID from = FIRST; from != null; ) {
            var portion = rowsFrom(from);
            var isLast = portion.size() < OPERATIONS_A_PORTION;
            // An entry without a row belongs to the portion in whose range it is.
            var to = isLast ? LAST : portion.getLast().id();
            portions.next(from, to);
            read(from, to, entries, new Waiting(portion.iterator(), rows));
            from = isLast ? null : after(to);
        }
    }

    private List<OperationRow> rowsFrom(UUID from) {
        return jdbc.sql("select to_json(o)::text as columns from operation o where id >= :from order by id limit :most")
                .param("from", from)
                .param("most", OPERATIONS_A_PORTION)
                .query((row, number) -> OperationColumns.row(row.getString("columns")))
                .list();
    }

    private void read(UUID from, UUID to, Consumer<AuditEntry> entries, Waiting rows) {
        jdbc.sql("select * from audit_entry where operation_id between :from and :to order by operation_id, seq")
                .param("from", from)
                .param("to", to)
                .withFetchSize(ROWS_A_FETCH)
                .query((RowCallbackHandler) row -> {
                    var entry = AuditTrail.entry(row, 0);
                    rows.handOverBefore(entry.operationId());
                    entries.accept(entry);
                });
        rows.handOverTheRest();
    }

    /** Returns the next id in PostgreSQL's order; null after the last. */
    private static @Nullable UUID after(UUID id) {
        if (id.equals(LAST)) {
            return null;
        }
        var low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
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
