package io.spotmanager.fleet.read;

import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How old the snapshot is.
 *
 * @param readAt when the latest read of all sources began; null before the first
 * @param sources in the order of their names
 */
public record SnapshotStatus(long generation, @Nullable Instant readAt, List<SourceHealth> sources) {}
