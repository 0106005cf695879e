package io.spotmanager.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.inventory.snapshot.SourceHealth;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The message on {@code spot.events} with the routing key {@code snapshot}.
 *
 * @param readAt when the latest read of all sources began; null before the first
 * @param changedHosts null when there are too many to name: read everything again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SnapshotEvent(
        long generation,
        @Nullable Instant readAt,
        List<SourceHealth> sources,
        @Nullable Set<String> changedHosts) {
    private static final int MOST_NAMES = 200;

    SnapshotEvent {
        changedHosts = changedHosts == null || changedHosts.size() > MOST_NAMES ? null : changedHosts;
    }
}
