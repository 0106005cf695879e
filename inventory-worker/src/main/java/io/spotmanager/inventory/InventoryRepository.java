package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.RefreshTimes;
import io.spotmanager.fleet.snapshot.Saved;
import io.spotmanager.fleet.snapshot.SnapshotStore;
import io.spotmanager.fleet.snapshot.SourceDoubts;
import io.spotmanager.fleet.snapshot.SourceTable;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.projection.DriftDetector;
import io.spotmanager.inventory.snapshot.FinishedMoves;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Everything that the inventory stores in the database. */
record InventoryRepository(
        SnapshotStore snapshot, SourceTable sources, SourceDoubts doubts, RefreshTimes times, FinishedMoves moves) {
    static InventoryRepository in(JdbcClient jdbc, TransactionOperations transactions) {
        return new InventoryRepository(
                new SnapshotStore(jdbc, transactions),
                new SourceTable(jdbc),
                new SourceDoubts(jdbc),
                new RefreshTimes(jdbc),
                new FinishedMoves(jdbc, new WorkflowDescriptions(jdbc)));
    }

    /** @param readAt when the read of each of these hosts began */
    DriftDetector driftDetector(Tables before, Map<String, Instant> readAt, Instant now) {
        var latest = moves.of(readAt.keySet());
        var judged = new HashMap<>(readAt);
        judged.keySet().removeAll(latest.undescribed()); // their drift stays as it is known
        return new DriftDetector(
                before.hosts().stream().collect(Collectors.toMap(HostRow::name, HostRow::drift)),
                judged,
                latest.finished(),
                now);
    }

    SnapshotEvent event(Saved saved) {
        return new SnapshotEvent(
                saved.generation(), times.allReadAt().orElse(null), sources.all(), List.copyOf(saved.changedHosts()));
    }
}
