package io.spotmanager.simulator;

import io.spotmanager.simulator.http.Json;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer as the tests read it. */
record Reply(HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    String text() {
        return response.body();
    }

    JsonNode json() {
        return Json.read(response.body()).orElseThrow();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<String> strings(String pointer) {
        return json().at(pointer).valueStream().map(JsonNode::stringValue).toList();
    }

    /** The message of a refusal under that key. */
    String message(String key) {
        return json().path(key).path("message").asString("");
    }
}
