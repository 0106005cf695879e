package io.spotmanager.gateway.migration;

import io.spotmanager.clouds.fleet.HostSight;
import java.time.Instant;
import java.util.Optional;

/**
 * What the snapshot holds of one host.
 *
 * @param stale since when Nova cannot be read, and why; empty while it can
 */
record RememberedSight(HostSight sight, SnapshotAge age, Optional<Stale> stale) {
    record Stale(Instant since, String trouble) {}
}
