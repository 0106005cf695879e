package io.spotmanager.audit;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all entries and all rows, ordered by operation: the entries of each operation, then its row. A portion must be read in one database
 * snapshot. Each is read by the primary keys, so that neither memory nor the time of a statement grows with the history.
 */
public final class HistoryReader {
    static final UUID FIRST = new UUID(0, 0);

    private static final int ROWS_A_FETCH = 1_000;
    private static final UUID LAST = new UUID(-1, -1);

    /**
     * Some operations, whole ones.
     *
     * @param from the lowest id
     * @param to the highest id, included; entries without a row belong to the portion in whose range they are
     * @param next where the next portion begins; null for the last one
     */
    record Portion(
            UUID from,
            UUID to,
            List<OperationRow> rows,
            @Nullable UUID next) {}

    private final JdbcClient jdbc;
    private final PortionSize size;

    public HistoryReader(JdbcClient jdbc) {
        this(jdbc, PortionSize.USUAL);
    }

    HistoryReader(JdbcClient jdbc, PortionSize size) {
        this.jdbc = jdbc;
        this.size = size;
    }

    /** Reads everything. Must run in one database snapshot. */
    public void read(Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        for (UUID from = FIRST; from != null; ) {
            var portion = portion(from);
            read(portion, entries, rows);
            from = portion.next();
        }
    }

    /** Returns the operations from that id on, of which {@link #read(Portion, Consumer, Consumer)} reads the entries. */
    Portion portion(UUID from) {
        var rows = rowsFrom(from);
        var end = rows.size() < size.operations() ? LAST : rows.getLast().id();
        var to = operationOfTheLastEntry(from, end).orElse(end);
        return new Portion(
                from, to, rows.stream().filter(row -> !isBefore(to, row.id())).toList(), after(to));
    }

    private List<OperationRow> rowsFrom(UUID from) {
        return jdbc.sql("select to_json(o)::text as columns from operation o where id >= :from order by id limit :most")
                .param("from", from)
                .param("most", size.operations())
                .query((row, number) -> OperationColumns.row(row.getString("columns")))
                .list();
    }

    /** Returns where a portion has to end that would have too many entries. */
    private Optional<UUID> operationOfTheLastEntry(UUID from, UUID to) {
        return jdbc.sql("""
                select operation_id from audit_entry where operation_id between :from and :to
                order by operation_id, seq offset :most limit 1
                """)
                .param("from", from)
                .param("to", to)
                .param("most", size.entries())
                .query(UUID.class)
                .optional();
    }

    void read(Portion portion, Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        var waiting = new Waiting(portion.rows().iterator(), rows);
        jdbc.sql("select * from audit_entry where operation_id between :from and :to order by operation_id, seq")
                .param("from", portion.from())
                .param("to", portion.to())
                .withFetchSize(ROWS_A_FETCH)
                .query((RowCallbackHandler) row -> {
                    var entry = AuditTrail.entry(row, 0);
                    waiting.handOverBefore(entry.operationId());
                    entries.accept(entry);
                });
        waiting.handOverTheRest();
    }

    /** Reads some operations: of each its entries, then its row. */
    public void read(List<UUID> ids, Consumer<AuditEntry> entries, Consumer<OperationRow> rows) {
        var array = ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
        var found = jdbc.sql(
                        "select to_json(o)::text as columns from operation o where id = any(:ids::uuid[]) order by id")
                .param("ids", array)
                .query((row, number) -> OperationColumns.row(row.getString("columns")))
                .list();
        var waiting = new Waiting(found.iterator(), rows);
        jdbc.sql("select * from audit_entry where operation_id = any(:ids::uuid[]) order by operation_id, seq")
                .param("ids", array)
                .withFetchSize(ROWS_A_FETCH)
                .query((RowCallbackHandler) row -> {
                    var entry = AuditTrail.entry(row, 0);
                    waiting.handOverBefore(entry.operationId());
                    entries.accept(entry);
                });
        waiting.handOverTheRest();
    }

    /** Compares as PostgreSQL does, by bytes; {@link UUID#compareTo} has a different order. */
    private static boolean isBefore(UUID one, UUID other) {
        return one.toString().compareTo(other.toString()) < 0;
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

        void handOverBefore(UUID operation) {
            while (next != null && isBefore(next.id(), operation)) {
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
