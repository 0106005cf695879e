package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Project;
import java.time.Instant;

/** A token that was issued. */
public record Token(String value, String user, Project project, Power power, Instant issued, Instant expires) {

    /** What a token is good for. */
    public enum Power {
        MEMBER,
        ADMIN,

        /** The admin role with access rules for GET alone, as an application credential can have them. */
        READER
    }

    /** Returns true if it carries the admin role. */
    public boolean admin() {
        return power != Power.MEMBER;
    }

    /** A service that is asked for more than the access rules of a token allow takes the token for invalid: so does the real one. */
    boolean allows(String method) {
        return power != Power.READER || method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public String toString() {
        return "Token[user=" + user + ", project=" + project.name() + ", expires=" + expires + "]";
    }
}
