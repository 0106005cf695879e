package io.spotmanager.fleet.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of the fleet have shown by now: the message on {@code spot.events}, and the event {@code snapshot} of the API.
 *
 * @param readAt when the latest read of all sources began; null before the first
 * @param sources in the order of their names
 * @param changedHosts null if they are unknown or too many; the receiver then reads the whole snapshot
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotEvent(
        long generation,
        @Nullable Instant readAt,
        List<SourceHealth> sources,
        @Nullable List<String> changedHosts) {
    /** The routing key on {@code spot.events}. */
    public static final String ROUTE = "snapshot";

    /** The routing key of a request for a fresh snapshot; the request itself is in the database. */
    public static final String REFRESH_ROUTE = "refresh";

    private static final int MOST_NAMES = 200;

    public SnapshotEvent {
        sources = sources.stream()
                .sorted(Comparator.comparing(SourceHealth::name))
                .toList();
        changedHosts = changedHosts == null || changedHosts.size() > MOST_NAMES ? null : List.copyOf(changedHosts);
    }

    /** @throws tools.jackson.core.JacksonException when it is no such message */
    public static SnapshotEvent decode(byte[] body) {
        return FleetJson.MAPPER.readValue(body, SnapshotEvent.class);
    }

    public byte[] encode() {
        return FleetJson.MAPPER.writeValueAsBytes(this);
    }

    /** The same with those hosts as the ones that have changed. */
    public SnapshotEvent naming(@Nullable Collection<String> hosts) {
        return new SnapshotEvent(generation, readAt, sources, hosts == null ? null : List.copyOf(hosts));
    }

    /** Whether it says no more than the other, whatever either says of hosts. */
    public boolean says(SnapshotEvent other) {
        return naming(null).equals(other.naming(null));
    }
}
