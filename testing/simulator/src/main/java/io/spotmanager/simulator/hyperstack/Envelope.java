package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** The shape of all answers: status and message, with the payload or a reason beside them. */
final class Envelope {

    private Envelope() {}

    static ObjectNode ok(String message) {
        return Json.object().put("status", true).put("message", message);
    }

    static Response accepted(String message) {
        return Response.json(200, ok(message));
    }

    static Response badRequest(String message) {
        return refusal(400, "bad_request", message);
    }

    static Response unauthorized() {
        return refusal(401, "unauthorized", "Invalid Token");
    }

    static Response notFound(String message) {
        return refusal(404, "not_found", message);
    }

    static Response notAllowed() {
        return refusal(405, "not_allowed", "The method is not allowed for the requested URL.");
    }

    static Response conflict(String message) {
        return refusal(409, "already_exist", message);
    }

    private static Response refusal(int status, String reason, String message) {
        return Response.json(
                status,
                Json.object().put("status", false).put("message", message).put("error_reason", reason));
    }
}
