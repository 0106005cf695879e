package io.spotmanager.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.workflow.operation.KernelJson;
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
record SnapshotNews(
        long generation,
        @Nullable Instant readAt,
        JsonNode sources,
        @Nullable List<String> changedHosts) {
    SnapshotNews {
        sources = KernelJson.MAPPER
                .createArrayNode()
                .addAll(sources.valueStream()
                        .sorted(Comparator.comparing(
                                source -> source.path("name").asString("")))
                        .toList());
    }

    SnapshotNews naming(@Nullable List<String> hosts) {
        return new SnapshotNews(generation, readAt, sources, hosts);
    }

    /** Whether it says no more than the other, whatever either says of hosts. */
    boolean says(SnapshotNews other) {
        return naming(null).equals(other.naming(null));
    }
}
