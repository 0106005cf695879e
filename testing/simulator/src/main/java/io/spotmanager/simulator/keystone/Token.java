package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Project;
import java.time.Instant;

/** A token that was issued; {@code admin} says whether it carries the admin role. */
public record Token(String value, String user, Project project, boolean admin, Instant issued, Instant expires) {

    @Override
    public String toString() {
        return "Token[user=" + user + ", project=" + project.name() + ", expires=" + expires + "]";
    }
}
