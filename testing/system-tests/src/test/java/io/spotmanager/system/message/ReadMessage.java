package io.spotmanager.system.message;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.spotmanager.audit.Json;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A message as a reader with a queue of its own received it. */
public record ReadMessage(String exchange, String route, BasicProperties properties, String body) {
    JsonNode json() {
        return Json.MAPPER.readTree(body);
    }

    /** Headers as texts: the client library has a type of its own for them. */
    public Map<String, String> headers() {
        return Objects.requireNonNullElse(properties.getHeaders(), Map.<String, Object>of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.valueOf(header.getValue())));
    }

    String header(String name) {
        return headers().getOrDefault(name, "");
    }

    public boolean isAbout(Object subject) {
        return body.contains(String.valueOf(subject));
    }
}
