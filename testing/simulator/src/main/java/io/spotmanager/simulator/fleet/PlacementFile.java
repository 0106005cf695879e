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

/** Keeps which host is in which aggregate in a file, so that a cloud that is started again is as it was left. */
public record PlacementFile(Path path) {

    /** The seeded state with the hosts where the file has them; the seeded state itself while there is no file. */
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

    /** Replaces the file in one go, so that a crash leaves either the old places or the new ones. */
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
