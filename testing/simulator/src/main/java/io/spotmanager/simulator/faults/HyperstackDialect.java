package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Hyperstack: an envelope with a reason, or only a message for errors in front of it. */
final class HyperstackDialect implements Dialect {

    private static final String BALANCE = "Insufficient balance to create the virtual machine.";
    private static final Map<Integer, String> REASONS = Map.of(
            400, "bad_request",
            401, "unauthorized",
            403, "forbidden",
            404, "not_found",
            405, "not_allowed",
            409, "already_exist");

    @Override
    public Response error(Request request, int status) {
        String reason = REASONS.get(status);
        return reason == null
                ? Response.json(status, Json.object().put("message", "Internal Server Error"))
                : Response.json(
                        status,
                        envelope(status == 400 ? BALANCE : "Scripted: " + reason)
                                .put("error_reason", reason));
    }

    /** The vendor sends no Retry-After. */
    @Override
    public Response tooMany(Request request, Duration wait) {
        return Response.json(429, Json.object().put("message", "Too many requests"));
    }

    @Override
    public Response errorIn200(Request request) {
        return Response.json(
                200, envelope("The request could not be processed.").put("error_reason", "server_error"));
    }

    private static ObjectNode envelope(String message) {
        return Json.object().put("status", false).put("message", message);
    }
}
