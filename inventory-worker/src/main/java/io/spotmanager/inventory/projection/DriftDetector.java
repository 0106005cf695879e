package io.spotmanager.inventory.projection;

import io.spotmanager.fleet.table.HostRow.Drift;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds hosts that are no longer where an operation has put them.
 *
 * @param before what was known of drift, by host
 * @param readAt when the look at the aggregates began that this is about, by host; a host without one was not looked at
 *     and keeps what was known
 * @param moves by host that was looked at, its latest move if that put the host where it was asked to
 * @param now by the database's clock
 */
public record DriftDetector(
        Map<String, Drift> before, Map<String, Instant> readAt, Map<String, FinishedMove> moves, Instant now) {

    /**
     * @param expected the pool that it put the host into
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
        // A look from before the end of the move shows the host on its way, not where somebody has put it since.
        return read.isAfter(move.endedAt()) ? new Drift(move.operation(), move.expected(), now) : Drift.NONE;
    }
}
