package io.spotmanager.simulator.keystone;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a log-in asks for; {@code user} and {@code project} are each a name or an id. */
record Login(String user, String password, Optional<String> project) {

    /** Reads the body of a log-in; empty unless it is one with a password. */
    static Optional<Login> read(JsonNode body) {
        JsonNode user = body.at("/auth/identity/password/user");
        JsonNode password = user.path("password");
        if (!password.isString()) {
            return Optional.empty();
        }
        return nameOrId(user)
                .map(name -> new Login(name, password.stringValue(), nameOrId(body.at("/auth/scope/project"))));
    }

    private static Optional<String> nameOrId(JsonNode node) {
        return node.path("name").stringValueOpt().or(() -> node.path("id").stringValueOpt());
    }

    @Override
    public String toString() {
        return "Login[user=" + user + ", project=" + project + "]";
    }
}
