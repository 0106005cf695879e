package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** RunPod: errors[] beside data that is null, with whatever status. */
final class GraphQlDialect implements Dialect {

    @Override
    public Response error(Request request, int status) {
        return Response.json(status, errors("Something went wrong. Please try again later."));
    }

    @Override
    public Response tooMany(Request request, Duration wait) {
        return Response.json(429, errors("Too many requests."));
    }

    @Override
    public Response errorIn200(Request request) {
        return Response.json(200, errors("Something went wrong. Please try again later."));
    }

    private static ObjectNode errors(String message) {
        ObjectNode error = Json.object()
                .put("message", message)
                .set("extensions", Json.object().put("code", "INTERNAL_SERVER_ERROR"));
        return Json.object().set("errors", Json.array().add(error)).putNull("data");
    }
}
