package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.keystone.Token;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A call after the checks of token and microversion. */
record NovaCall(Request request, Token token, Microversion version, Map<String, String> parameters) {

    /** A part of the path. */
    String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    /**
     * A part of the path that has to be a number; one that no id can be stands in for numbers that are too large.
     *
     * @throws Refused if it is none
     */
    int id() {
        String text = parameter("id");
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refused(NovaErrors.badRequest("Invalid input received: id must be an integer"));
        }
        return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    Query query() {
        return request.query();
    }

    NovaCall with(Query other) {
        return new NovaCall(request.asking(other), token, version, parameters);
    }

    /** @throws Refused if the token does not carry the admin role */
    void requireAdmin(String policy) {
        if (!token.admin()) {
            throw new Refused(NovaErrors.forbidden(policy));
        }
    }

    /** @throws Refused if there is no body, or it is not a JSON object */
    JsonNode body() {
        return Json.read(request.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refused(NovaErrors.badRequest("Malformed request body")));
    }
}
