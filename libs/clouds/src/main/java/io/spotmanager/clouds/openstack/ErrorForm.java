package io.spotmanager.clouds.openstack;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Recognises the error documents of OpenStack's services, as recorded from the Zed release. Anything else with a 4xx
 * comes from a proxy or firewall in front of them.
 */
final class ErrorForm {

    /** The names that Nova gives to its faults (nova/api/openstack/wsgi.py, {@code Fault}). */
    private static final Set<String> FAULTS = Set.of(
            "badRequest",
            "unauthorized",
            "forbidden",
            "itemNotFound",
            "badMethod",
            "conflictingRequest",
            "overLimit",
            "badMediaType",
            "computeFault");

    private ErrorForm() {}

    /**
     * Nova has {@code {"itemNotFound": {"code": 404, "message": ...}}}, Keystone and its middleware {@code {"error":
     * {"code": 401, "message": ..., "title": ...}}}, Neutron {@code {"NeutronError": {"type": ..., "message": ...}}},
     * placement {@code {"errors": [{"status": 404, "title": ..., "detail": ...}]}}; WebOb, below all of them, has
     * {@code {"code": ..., "title": ..., "message": ...}}.
     */
    static boolean matches(JsonNode document) {
        return document.isObject() && document.size() == 1 && isFault(document)
                || document.path("code").asString("").matches("4\\d\\d .*")
                        && document.has("title")
                        && document.has("message");
    }

    private static boolean isFault(JsonNode document) {
        Map.Entry<String, JsonNode> only = document.properties().iterator().next();
        JsonNode fault = only.getValue();
        return switch (only.getKey()) {
            case "errors" ->
                fault.isArray()
                        && !fault.isEmpty()
                        && fault.valueStream().allMatch(each -> isStatus(each.path("status")) && each.has("detail"));
            case "error" -> isStatus(fault.path("code")) && fault.has("title");
            case "NeutronError" -> fault.path("message").isString() && fault.has("type");
            default ->
                FAULTS.contains(only.getKey())
                        && isStatus(fault.path("code"))
                        && fault.path("message").isString();
        };
    }

    /** A gateway in front of the API writes numbers of its own. */
    private static boolean isStatus(JsonNode code) {
        return code.asInt(0) >= 400 && code.asInt(0) < 600;
    }
}
