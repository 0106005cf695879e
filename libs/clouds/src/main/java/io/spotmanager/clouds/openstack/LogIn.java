package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.Credentials.Scope;
import io.spotmanager.clouds.openstack.Credentials.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openstack4j.model.common.Identifier;

/** The body of a request for a token (Identity API v3, {@code POST /v3/auth/tokens}). */
final class LogIn {

    private LogIn() {}

    static Map<String, Object> of(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Password(User user, String password, Scope scope) -> {
                Map<String, Object> whole = user(user);
                whole.put("password", password);
                yield body("password", Map.of("user", whole), scope(scope));
            }
            case Credentials.GivenToken(String token, Scope scope) -> body("token", Map.of("id", token), scope(scope));
            // It determines its project; Keystone refuses a scope beside it.
            case Credentials.ApplicationCredential credential ->
                body("application_credential", applicationCredential(credential), Map.of());
        };
    }

    private static Map<String, Object> body(String method, Map<String, Object> data, Map<String, Object> scope) {
        Map<String, Object> identity = Map.of("methods", List.of(method), method, data);
        return Map.of(
                "auth", scope.isEmpty() ? Map.of("identity", identity) : Map.of("identity", identity, "scope", scope));
    }

    private static Map<String, Object> applicationCredential(Credentials.ApplicationCredential credential) {
        Map<String, Object> data = new HashMap<>(identified(credential.id()));
        data.put("secret", credential.secret());
        if (credential.user() != null) {
            data.put("user", user(credential.user()));
        }
        return data;
    }

    private static Map<String, Object> user(User user) {
        Map<String, Object> data = new HashMap<>(identified(user.id()));
        if (user.domain() != null) {
            data.put("domain", identified(user.domain()));
        }
        return data;
    }

    private static Map<String, Object> scope(Scope scope) {
        return switch (scope) {
            case Scope.Project(Identifier project, Identifier domain) ->
                Map.of(
                        "project",
                        project.isTypeID()
                                ? identified(project)
                                : Map.of("name", project.getId(), "domain", identified(domain)));
            case Scope.Domain(Identifier domain) -> Map.of("domain", identified(domain));
            case Scope.System() -> Map.of("system", Map.of("all", true));
            case Scope.Trust(String id) -> Map.of("OS-TRUST:trust", Map.of("id", id));
        };
    }

    private static Map<String, Object> identified(Identifier which) {
        return Map.of(which.isTypeID() ? "id" : "name", which.getId());
    }
}
