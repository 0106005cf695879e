package io.spotmanager.system.browser;

import com.microsoft.playwright.Route.FulfillOptions;
import io.spotmanager.audit.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hosts that a board sees beside those of the demo.
 *
 * @param hosts how many, named {@code CROWD-0000} and so on
 */
record Crowd(int hosts) {
    static Crowd of(int hosts) {
        return new Crowd(hosts);
    }

    /** From the next load of the fleet on. */
    void comesTo(Board board) {
        board.page().route("**/api/aggregates/*", route -> {
            var answer = route.fetch();
            var changed = answer.status() == 200 ? crowded(answer.text()) : ""; // else the board keeps what it has
            route.fulfill(new FulfillOptions().setResponse(answer).setBody(changed));
        });
    }

    /** Spreads clones of each pool's first host over the pools until there are enough. */
    private String crowded(String body) {
        var fleet = (ObjectNode) Json.MAPPER.readTree(body);
        var pools = (ArrayNode) fleet.path("pools");
        for (var number = 0; number < hosts; number++) {
            var pool = (ObjectNode) pools.get(number % pools.size());
            var used = number % 9;
            var clone = Json.MAPPER
                    .createObjectNode()
                    .put("hostname", "CROWD-%04d".formatted(number))
                    .put("aggregate", pool.path("name").asString())
                    .put("pool", pool.path("pool").asString())
                    .put("gpu_type", fleet.path("gpu_type").asString())
                    .put("gpu_used", used)
                    .put("gpu_capacity", 8)
                    .put("vm_count", used)
                    .put("has_vms", used > 0)
                    .put("tenant", "Tenant " + number % 40)
                    .put("owner_group", number % 2 == 0 ? "NGC" : "Investors")
                    .put("status", used == 0 ? "AVAILABLE" : "IN_USE");
            clone.putArray("aggregates").add(pool.path("name").asString());
            clone.putArray("reasons");
            clone.putArray("hidden_tenants");
            ((ArrayNode) pool.path("hosts")).add(clone);
        }
        return fleet.toString();
    }
}
