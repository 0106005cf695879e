package io.spotmanager.clouds.openstack;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Recognises the error documents of OpenStack's services, as recorded from the Zed release. Anything else with a 4xx
 * comes from a proxy or firewall in front of them.
 */
final class ErrorForm {

    private static final List<String> WEBOB = List.of("code", "title", "message");

    private ErrorForm() {}

    /**
     * Nova has {@code {"itemNotFound": {"code": 404, "message": ...}}}, Keystone and its middleware {@code {"error":
     * {"code": 401, "message": ..., "title": ...}}}, Neutron {@code {"NeutronError": {"type": ..., "message": ...}}},
     * placement {@code {"errors": [{"status": 404, "title": ..., "detail": ...}]}}; WebOb, below all of them, has
     * {@code {"code": ..., "title": ..., "message": ...}}.
     */
    static boolean matches(JsonNode document) {
        if (!document.isObject()) {
            return false;
        }
        return document.path("errors").isArray()
                || WEBOB.stream().allMatch(document::has)
                || document.size() == 1 && inner(document.iterator().next());
    }

    private static boolean inner(JsonNode fault) {
        return fault.path("message").isString() && (fault.has("code") || fault.has("type"));
    }
}
