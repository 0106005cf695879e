package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents by which a client finds out that this is Keystone v3. */
final class KeystoneVersions {

    private KeystoneVersions() {}

    static Response all(String base) {
        ObjectNode values = Json.object().set("values", Json.array().add(version(base)));
        return Response.json(300, Json.object().set("versions", values)).with("Location", base + "/v3/");
    }

    static Response one(String base) {
        return Response.json(200, Json.object().set("version", version(base)));
    }

    private static ObjectNode version(String base) {
        ArrayNode links = Json.array().add(Json.object().put("rel", "self").put("href", base + "/v3/"));
        ArrayNode types = Json.array()
                .add(Json.object()
                        .put("base", "application/json")
                        .put("type", "application/vnd.openstack.identity-v3+json"));
        return Json.object()
                .put("id", "v3.14")
                .put("status", "stable")
                .put("updated", "2020-04-07T00:00:00Z")
                .set("links", links)
                .set("media-types", types);
    }
}
