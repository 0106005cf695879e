package io.spotmanager.fleet.snapshot;

import io.spotmanager.fleet.table.Tables;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Changes the snapshot, one writer at a time over all replicas. */
public final class SnapshotStore {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final TableStore tables;
    private final LockedRows locked = new LockedRows();
    private volatile @Nullable Held held;

    /** The last known state, which is read again only after another replica has written. */
    private record Held(long generation, Tables tables) {}

    private record Written(Held held, Saved saved) {}

    public SnapshotStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.tables = new TableStore(jdbc);
    }

    /**
     * Writes the rows that the edit changes, in one transaction; the generation rises if there are any. A row that another session has
     * locked keeps its last value.
     *
     * @param edit gets the current snapshot; runs within the transaction, so it must not call a cloud
     * @param besides runs in the same transaction; returns true if the health of a source has changed
     */
    public Saved change(UnaryOperator<Tables> edit, BooleanSupplier besides) {
        var written = transactions.execute(_ -> {
            var before = current();
            var after = writable(before.tables(), edit.apply(before.tables()));
            var changes = Changes.between(before.tables(), after);
            tables.write(changes);
            var generation = changes.isEmpty() ? before.generation() : nextGeneration();
            return new Written(
                    new Held(generation, after),
                    new Saved(generation, changes.rows(), changes.hosts(), besides.getAsBoolean()));
        });
        held = written.held();
        return written.saved();
    }

    /** Rows that another session has locked stay as they are: all else is saved, and the next write tries them again. */
    private Tables writable(Tables before, Tables after) {
        var rows = tables.locked(Changes.between(before, after));
        locked.log(rows);
        return rows.isEmpty() ? after : LockedRows.kept(before, after, rows);
    }

    private long nextGeneration() {
        return jdbc.sql("update snapshot set generation = generation + 1 returning generation")
                .query(Long.class)
                .single();
    }

    private Held current() {
        long generation = jdbc.sql("select generation from snapshot for update")
                .query(Long.class)
                .single();
        var known = held;
        return known != null && known.generation() == generation ? known : new Held(generation, tables.load());
    }
}
