package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Project;
import io.spotmanager.simulator.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a token. */
final class TokenView {
    private static final String REGION = "RegionOne";
    private static final List<String> INTERFACES = List.of("public", "internal", "admin");

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private TokenView() {}

    static ObjectNode of(Token token, String base) {
        ObjectNode view = Json.object();
        view.set("methods", Json.array().add("password"));
        view.set(
                "user",
                Json.object()
                        .set("domain", domain())
                        .put("id", Accounts.idOf(token.user()))
                        .put("name", token.user())
                        .putNull("password_expires_at"));
        view.set("audit_ids", Json.array().add(Accounts.idOf(token.value()).substring(0, 22)));
        view.put("expires_at", time(token.expires()));
        view.put("issued_at", time(token.issued()));
        view.set("project", project(token.project()).set("domain", domain()));
        view.put("is_domain", false);
        view.set("roles", roles(token.admin()));
        view.set("catalog", catalog(base));
        return Json.object().set("token", view);
    }

    static ObjectNode project(Project project) {
        return Json.object().put("id", project.id()).put("name", project.name());
    }

    private static ObjectNode domain() {
        return Json.object().put("id", "default").put("name", "Default");
    }

    private static ArrayNode roles(boolean admin) {
        ArrayNode roles = Json.array().add(role("member"));
        if (admin) {
            roles.add(role("admin"));
        }
        return roles.add(role("reader"));
    }

    private static ObjectNode role(String name) {
        return Json.object().put("id", Accounts.idOf("role-" + name)).put("name", name);
    }

    private static String time(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /** Returns the service catalog: all services at the address that the client used for Keystone. */
    private static ArrayNode catalog(String base) {
        return Json.array()
                .add(entry("identity", "keystone", base + "/v3"))
                .add(entry("compute", "nova", base + "/v2.1"))
                .add(entry("network", "neutron", base + "/network"))
                .add(entry("placement", "placement", base + "/placement"));
    }

    private static ObjectNode entry(String type, String name, String url) {
        ArrayNode endpoints = Json.array();
        for (String face : INTERFACES) {
            endpoints.add(Json.object()
                    .put("id", Accounts.idOf(type + face))
                    .put("interface", face)
                    .put("region_id", REGION)
                    .put("url", url)
                    .put("region", REGION));
        }
        return Json.object()
                .set("endpoints", endpoints)
                .put("id", Accounts.idOf(type))
                .put("type", type)
                .put("name", name);
    }
}
