package io.spotmanager.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.workflow.operation.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The event {@code snapshot}: what the fleet's sources have shown by now.
 *
 * @param readAt when the latest read of all sources began; null before the first
 * @param sources a list of objects, kept in the order of their names
 * @param changedHosts null when there are too many to name, or nobody knows them: read everything again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SnapshotEvent(
        long generation,
        @Nullable Instant readAt,
        JsonNode sources,
        @Nullable List<String> changedHosts) {
    SnapshotEvent {
        sources = Json.MAPPER
                .createArrayNode()
                .addAll(sources.valueStream()
                        .sorted(Comparator.comparing(
                                source -> source.path("name").asString("")))
                        .toList());
    }

    SnapshotEvent naming(@Nullable List<String> hosts) {
        return new SnapshotEvent(generation, readAt, sources, hosts);
    }

    /** Whether it says no more than the other, whatever either says of hosts. */
    boolean says(SnapshotEvent other) {
        return naming(null).equals(other.naming(null));
    }
}
