package io.spotmanager.simulator.control;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The state of the fleet: aggregates with their hosts, and hosts with their aggregates. */
final class StateView {

    private StateView() {}

    /** Reads the hosts of each aggregate, by its id. */
    static Map<Integer, List<String>> pools(JsonNode view) {
        Map<Integer, List<String>> pools = new HashMap<>();
        for (JsonNode aggregate : view.path("aggregates")) {
            List<String> hosts = new ArrayList<>();
            aggregate.path("hosts").forEach(host -> hosts.add(host.asString()));
            pools.put(aggregate.path("id").asInt(), hosts);
        }
        return pools;
    }

    static ObjectNode of(FleetState state) {
        Map<String, List<String>> pools = new HashMap<>();
        ArrayNode aggregates = Json.array();
        for (Aggregate aggregate : state.aggregates().values()) {
            aggregate
                    .hosts()
                    .forEach(host -> pools.computeIfAbsent(host, key -> new ArrayList<>())
                            .add(aggregate.name()));
            aggregates.add(Json.object()
                    .put("id", aggregate.id())
                    .put("name", aggregate.name())
                    .put("availability_zone", aggregate.zone())
                    .set("hosts", Json.strings(aggregate.hosts())));
        }
        Map<String, List<String>> servers = new HashMap<>();
        for (Server server : state.servers()) {
            if (server.host() != null) {
                servers.computeIfAbsent(server.host(), key -> new ArrayList<>()).add(server.name());
            }
        }
        ArrayNode hosts = Json.array();
        for (ComputeService compute : state.computes()) {
            String host = compute.host();
            hosts.add(Json.object()
                    .put("host", host)
                    .put("status", compute.availability().enabled() ? "enabled" : "disabled")
                    .put("state", compute.up() ? "up" : "down")
                    .set("aggregates", Json.strings(pools.getOrDefault(host, List.of())))
                    .set("servers", Json.strings(servers.getOrDefault(host, List.of()))));
        }
        return Json.object().set("aggregates", aggregates).set("hosts", hosts);
    }
}
