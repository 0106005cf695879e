package io.spotmanager.gateway.migration;

import java.time.Instant;

/**
 * Of when a preview is.
 *
 * @param readAt when the look at the cloud began that told of this host
 */
record SnapshotAge(long generation, Instant readAt) {}
