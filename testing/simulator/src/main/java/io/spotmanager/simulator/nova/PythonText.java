package io.spotmanager.simulator.nova;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** JSON as Python prints it, since Nova quotes what it refuses. */
final class PythonText {

    private PythonText() {}

    static String of(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(PythonText::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "True" : "False";
        }
        if (node.isNull()) {
            return "None";
        }
        return node.isString() ? quoted(node.stringValue()) : node.toString();
    }

    static String quoted(String text) {
        return "'" + text + "'";
    }
}
