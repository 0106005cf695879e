package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.Map;
import org.openstack4j.model.common.Identifier;

/** The body of a request for a token (Identity API v3, {@code POST /v3/auth/tokens}). */
final class LogIn {

    private LogIn() {}

    static Map<String, Object> of(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Password password ->
                Map.of("auth", Map.of("identity", identity(password), "scope", Map.of("project", project(password))));
            // It determines its project; Keystone refuses a scope beside it.
            case Credentials.ApplicationCredential(String id, String secret) ->
                Map.of(
                        "auth",
                        Map.of(
                                "identity",
                                Map.of(
                                        "methods",
                                        List.of("application_credential"),
                                        "application_credential",
                                        Map.of("id", id, "secret", secret))));
        };
    }

    private static Map<String, Object> identity(Credentials.Password login) {
        return Map.of(
                "methods",
                List.of("password"),
                "password",
                Map.of(
                        "user",
                        Map.of(
                                "name",
                                login.username(),
                                "password",
                                login.password(),
                                "domain",
                                identified(login.userDomain()))));
    }

    private static Map<String, Object> project(Credentials.Password login) {
        return login.project().isTypeID()
                ? Map.of("id", login.project().getId())
                : Map.of("name", login.project().getId(), "domain", identified(login.projectDomain()));
    }

    private static Map<String, Object> identified(Identifier which) {
        return Map.of(which.isTypeID() ? "id" : "name", which.getId());
    }
}
