package io.spotmanager.simulator.fleet;

import io.spotmanager.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the aggregates of the hosts in a file, so that they survive a restart. */
public record PlacementFile(Path path) {

    /** Returns the seeded state with the hosts in the aggregates of the file, if there is one. */
    public FleetState recall(FleetState seeded) {
        if (!Files.exists(path)) {
            return seeded;
        }
        try {
            return placed(seeded, Json.read(Files.readString(path)).orElse(Json.object()));
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' places cannot be read from " + path + ".", e);
        }
    }

    /** Replaces the file atomically, so that a crash leaves the old or the new content. */
    public void keep(FleetState state) {
        ObjectNode places = Json.object();
        for (Aggregate aggregate : state.aggregates().values()) {
            places.set(aggregate.name(), Json.strings(aggregate.hosts()));
        }
        try {
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(fresh, Json.write(places));
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The hosts' places cannot be kept in " + path + ".", e);
        }
    }

    private static FleetState placed(FleetState seeded, JsonNode places) {
        SequencedMap<Integer, Aggregate> aggregates = new LinkedHashMap<>();
        for (Aggregate aggregate : seeded.aggregates().values()) {
            List<String> hosts = new ArrayList<>();
            places.path(aggregate.name()).forEach(host -> hosts.add(host.asString()));
            aggregates.put(aggregate.id(), places.has(aggregate.name()) ? aggregate.holding(hosts) : aggregate);
        }
        return seeded.withAggregates(aggregates);
    }
}
