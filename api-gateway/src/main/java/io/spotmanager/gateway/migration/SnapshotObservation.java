package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.HostObservation;
import java.time.Instant;
import java.util.Optional;

/**
 * What the snapshot holds of one host.
 *
 * @param stale since when Nova cannot be read, and why; empty while it can
 * @param netboxStatus empty if NetBox does not have it
 */
record SnapshotObservation(
        HostObservation observation, SnapshotAge age, Optional<Stale> stale, Optional<String> netboxStatus) {
    record Stale(Instant since, String error) {}
}
