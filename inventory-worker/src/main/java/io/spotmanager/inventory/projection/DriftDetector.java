package io.spotmanager.inventory.projection;

import io.spotmanager.fleet.table.HostRow.Drift;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds hosts that are no longer in the pool into which an operation moved them.
 *
 * @param before the known drift, by host
 * @param readAt when the read of the aggregates began, by host; a host without a value was not read and keeps its drift
 * @param moves the latest move of each host, if it put the host into its target
 * @param now by the database's clock
 */
public record DriftDetector(
        Map<String, Drift> before, Map<String, Instant> readAt, Map<String, FinishedMove> moves, Instant now) {

    /**
     * @param expected the pool into which it put the host
     * @param endedAt when it ended, or a later move that left the host where it was
     */
    public record FinishedMove(UUID operation, String expected, Instant endedAt) {}

    Drift of(String host, List<String> pools) {
        var known = before.getOrDefault(host, Drift.NONE);
        var read = readAt.get(host);
        if (read == null) {
            return known;
        }
        var move = moves.get(host);
        if (move == null || pools.equals(List.of(move.expected()))) {
            return Drift.NONE;
        }
        if (move.operation().equals(known.driftOperation())) {
            return known;
        }
        // A read that began before the move ended shows the host during the move, not a later change.
        return read.isAfter(move.endedAt()) ? new Drift(move.operation(), move.expected(), now) : Drift.NONE;
    }
}
