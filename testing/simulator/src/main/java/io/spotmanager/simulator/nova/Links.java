package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Links under the host name that the caller used. */
final class Links {

    private Links() {}

    static ArrayNode of(Request request, String collection, String id) {
        String tail = "/" + collection + "/" + id;
        return Json.array()
                .add(link("self", request.base() + "/v2.1" + tail))
                .add(link("bookmark", request.base() + tail));
    }

    static ArrayNode bookmark(Request request, String collection, String id) {
        return Json.array().add(link("bookmark", request.base() + "/" + collection + "/" + id));
    }

    /** The link to the page after the one that ends with {@code marker}; filters are kept. */
    static ArrayNode next(Request request, String marker) {
        return Json.array()
                .add(link(
                        "next",
                        request.url() + "?"
                                + request.query().with("marker", marker).encoded()));
    }

    static ObjectNode link(String rel, String href) {
        return Json.object().put("rel", rel).put("href", href);
    }
}
