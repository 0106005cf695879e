package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.Aggregate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nova's JSON list of aggregates. A move reads it four times, so only the needed fields are parsed. */
record AggregateList(@JsonProperty("aggregates") @Nullable List<Entry> aggregates) {

    record Entry(
            @JsonProperty("id") @Nullable Long id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("hosts") @Nullable List<String> hosts,
            @JsonProperty("availability_zone") @Nullable String availabilityZone,
            @JsonProperty("metadata") @Nullable Map<String, String> metadata) {

        private Aggregate checked() {
            if (id == null || name == null || hosts == null) {
                throw new WireFailure.Unusable("an answer without an aggregate's id, name or hosts");
            }
            return new Aggregate(id, name, hosts, availabilityZone, Objects.requireNonNullElse(metadata, Map.of()));
        }
    }

    List<Aggregate> checked() {
        if (aggregates == null) {
            throw new WireFailure.Unusable("an answer without aggregates");
        }
        return aggregates.stream().map(Entry::checked).toList();
    }
}
