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
 * What the sources of the fleet have shown by now: the data of an event on {@code spot.events}, and the event {@code snapshot} of the
 * API.
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

    /** The event's type. */
    public static final String TYPE = "io.spotmanager.fleet.changed";

    /** The source of all events about the fleet. */
    public static final String SOURCE = "/spot-manager/fleet";

    /** Names the schema of the data; another number would mean that earlier readers cannot read it. */
    public static final String SCHEMA = "urn:spot-manager:fleet-changed:1";

    /** The routing key of a request for a fresh snapshot; the request itself is in the database. */
    public static final String REFRESH_ROUTE = "refresh";

    /** The type of the event that tells of such a request; it has no data. */
    public static final String REFRESH_TYPE = "io.spotmanager.fleet.refresh.requested";

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

    /** The event's subject: the host that has changed, if it is exactly one; otherwise null. */
    public @Nullable String subject() {
        return changedHosts != null && changedHosts.size() == 1 ? changedHosts.getFirst() : null;
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
