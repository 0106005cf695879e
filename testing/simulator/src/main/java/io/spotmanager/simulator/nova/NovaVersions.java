package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** The document that tells a client which microversions there are; it needs no token. */
final class NovaVersions {

    private NovaVersions() {}

    static Response current(Request request) {
        ObjectNode version = Json.object()
                .put("id", "v2.1")
                .put("status", "CURRENT")
                .put("version", Microversion.MAX.toString())
                .put("min_version", Microversion.MIN.toString())
                .put("updated", "2013-07-23T11:33:21Z")
                .set("links", Json.array().add(Links.link("self", request.base() + NovaApi.PREFIX + "/")))
                .set(
                        "media-types",
                        Json.array()
                                .add(Json.object()
                                        .put("base", "application/json")
                                        .put("type", "application/vnd.openstack.compute+json;version=2.1")));
        return Response.json(200, Json.object().set("version", version));
    }
}
