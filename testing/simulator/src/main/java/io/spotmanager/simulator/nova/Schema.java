package io.spotmanager.simulator.nova;

import static io.spotmanager.simulator.nova.PythonText.quoted;

import io.spotmanager.simulator.http.Refused;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The checks of request bodies, with the wording of Nova's JSON schema. */
final class Schema {

    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9-._]*");
    private static final int LONGEST = 255;

    private Schema() {}

    /** The object below {@code key}, which may hold only {@code fields}; the first of them is required. */
    static JsonNode object(JsonNode body, String key, List<String> fields) {
        JsonNode value = body.path(key);
        if (!value.isObject()) {
            throw invalid(key, value, PythonText.of(value) + " is not of type 'object'");
        }
        String required = fields.getFirst();
        if (!value.has(required)) {
            throw invalid(key, value, quoted(required) + " is a required property");
        }
        for (String name : value.propertyNames()) {
            if (!fields.contains(name)) {
                throw invalid(
                        key, value, "Additional properties are not allowed (" + quoted(name) + " was unexpected)");
            }
        }
        return value;
    }

    /** Refuses keys beside {@code key} at the top of the body. */
    static void only(JsonNode body, String key) {
        for (String name : body.propertyNames()) {
            if (!name.equals(key)) {
                throw new Refused(NovaErrors.badRequest(
                        "Additional properties are not allowed (" + quoted(name) + " was unexpected)"));
            }
        }
    }

    static String host(JsonNode object) {
        String host = string(object, "host");
        if (!HOST.matcher(host).matches()) {
            throw invalid("host", object.path("host"), quoted(host) + " does not match '^[a-zA-Z0-9-._]*$'");
        }
        return host;
    }

    /** A text of 1 to 255 characters. */
    static String string(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isString()) {
            throw invalid(field, value, PythonText.of(value) + " is not of type 'string'");
        }
        String text = value.stringValue();
        if (text.isEmpty()) {
            throw invalid(field, value, "'' is too short");
        }
        if (text.length() > LONGEST) {
            throw invalid(field, value, quoted(text) + " is too long");
        }
        return text;
    }

    static Refused invalid(String field, JsonNode value, String why) {
        String shown = value.isString() ? value.stringValue() : PythonText.of(value);
        return new Refused(NovaErrors.badRequest(
                "Invalid input for field/attribute %s. Value: %s. %s".formatted(field, shown, why)));
    }
}
