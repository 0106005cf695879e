package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.http.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells a client where the services are: all of them at the address under which it found Keystone. */
final class Catalog {

    private static final String REGION = "RegionOne";
    private static final List<String> INTERFACES = List.of("public", "internal", "admin");

    private Catalog() {}

    static ArrayNode at(String base) {
        return Json.array()
                .add(entry("identity", "keystone", base + "/v3"))
                .add(entry("compute", "nova", base + "/v2.1"))
                .add(entry("network", "neutron", base + "/network"))
                .add(entry("placement", "placement", base + "/placement"));
    }

    private static ObjectNode entry(String type, String name, String url) {
        ArrayNode endpoints = Json.array();
        for (String face : INTERFACES) {
            endpoints.add(Json.object()
                    .put("id", Accounts.idOf(type + face))
                    .put("interface", face)
                    .put("region_id", REGION)
                    .put("url", url)
                    .put("region", REGION));
        }
        return Json.object()
                .set("endpoints", endpoints)
                .put("id", Accounts.idOf(type))
                .put("type", type)
                .put("name", name);
    }
}
