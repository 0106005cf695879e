package io.spotmanager.workflow.execution;

import static java.util.stream.Collectors.toCollection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The result of one sweep.
 *
 * @param moved how many operations it released or dispatched
 * @param locked operations that it skipped, because another session has locked their rows
 */
record SweepResult(int moved, Set<UUID> locked) {
    /** One row of the sweep's result: an operation that was found, or one that was released or dispatched. */
    record Row(UUID operation, boolean moved) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(row.getObject("id", UUID.class), row.getBoolean("moved"));
        }
    }

    static SweepResult of(List<Row> rows) {
        var locked = rows.stream().map(Row::operation).collect(toCollection(HashSet::new));
        var moved = rows.stream().filter(Row::moved).map(Row::operation).toList();
        moved.forEach(locked::remove);
        return new SweepResult(moved.size(), locked);
    }
}
