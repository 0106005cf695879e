package io.spotmanager.clouds.netbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The part of OpenAPI 3.0 that says which fields there are, of which types, and which must be there. */
final class SpecCheck {

    private final JsonNode spec;

    SpecCheck(JsonNode spec) {
        this.spec = spec;
    }

    Set<String> parameters(String path) {
        return get(path)
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").stringValue())
                .collect(Collectors.toSet());
    }

    /** What is wrong with a success of {@code GET path}; empty when nothing is. */
    List<String> faults(String path, JsonNode answer) {
        JsonNode schema = get(path)
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema");
        List<String> faults = new ArrayList<>();
        check("$", schema, answer, faults);
        return faults;
    }

    private JsonNode get(String path) {
        JsonNode get = spec.path("paths").path(path).path("get");
        if (get.isMissingNode()) {
            throw new AssertionError("There is no GET " + path);
        }
        return get;
    }

    private void check(String place, JsonNode schema, JsonNode value, List<String> faults) {
        if (schema.has("$ref")) {
            check(place, spec.at(schema.path("$ref").stringValue().substring(1)), value, faults);
            return;
        }
        if (value.isNull()) {
            // A device that faces nowhere has null there, whatever the description says.
            if (!schema.path("nullable").asBoolean(false) && !schema.isEmpty() && !place.endsWith(".face")) {
                faults.add(place + " is null");
            }
            return;
        }
        schema.path("allOf").forEach(part -> check(place, part, value, faults));
        checkType(place, schema, value, faults);
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(place + " is none of its values");
        }
    }

    private void checkType(String place, JsonNode schema, JsonNode value, List<String> faults) {
        String type = schema.path("type").asString("");
        boolean fits = switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
        if (!fits) {
            faults.add(place + " is no " + type);
            return;
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.stringValue())) {
                faults.add(place + "." + name.stringValue() + " is missing");
            }
        });
        schema.path("properties").forEachEntry((name, part) -> {
            if (value.has(name)) {
                check(place + "." + name, part, value.path(name), faults);
            }
        });
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            check(place + "[" + i + "]", schema.path("items"), value.path(i), faults);
        }
    }
}
