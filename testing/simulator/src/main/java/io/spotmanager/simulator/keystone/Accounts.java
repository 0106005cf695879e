package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Project;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * The accounts: the administrator of all projects, {@code ADMINISTRATOR-reader} who sees what that one sees and can change nothing, and a
 * user {@code NAME-user} for each project NAME.
 */
final class Accounts {

    private static final String MEMBER_SUFFIX = "-user";
    private static final String READER_SUFFIX = "-reader";

    private final Fleet fleet;
    private final Credentials credentials;

    Accounts(Fleet fleet, Credentials credentials) {
        this.fleet = fleet;
        this.credentials = credentials;
    }

    /** Returns the project of a valid log-in; empty if it is invalid. */
    Optional<Project> check(Login login) {
        if (!login.password().equals(credentials.password())) {
            return Optional.empty();
        }
        if (isAdmin(login.user())) {
            return fleet.state().project(login.project().orElse("admin"));
        }
        return fleet.state().projects().stream()
                .filter(project -> is(login.user(), project.name() + MEMBER_SUFFIX))
                .filter(project -> login.project()
                        .map(asked -> asked.equals(project.id()) || asked.equals(project.name()))
                        .orElse(true))
                .findFirst();
    }

    boolean isAdmin(String user) {
        return is(user, credentials.user()) || isReader(user);
    }

    boolean isReader(String user) {
        return is(user, credentials.user() + READER_SUFFIX);
    }

    /** The name behind a name or an id. */
    String nameOf(String user, Project project) {
        if (isReader(user)) {
            return credentials.user() + READER_SUFFIX;
        }
        return isAdmin(user) ? credentials.user() : project.name() + MEMBER_SUFFIX;
    }

    static String idOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static boolean is(String nameOrId, String name) {
        return nameOrId.equals(name) || nameOrId.equals(idOf(name));
    }
}
