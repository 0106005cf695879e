package io.spotmanager.clouds.openstack;

import org.jspecify.annotations.Nullable;
import org.openstack4j.model.common.Identifier;

/** The credentials for Keystone. {@code toString} hides the secret of every variant. */
public sealed interface Credentials {

    /** Returns the user and the project, for people. */
    String describe();

    String secret();

    /** Returns the project's name, or {@code id:} and its id; null if only Keystone knows it. */
    @Nullable
    String projectLabel();

    /**
     * A user with a password in one project.
     *
     * @param projectDomain used only if the project is given by name; an id needs no domain
     */
    record Password(
            String username, String password, Identifier userDomain, Identifier project, Identifier projectDomain)
            implements Credentials {

        @Override
        public String describe() {
            return "user " + username + " in project " + project.getId();
        }

        @Override
        public String secret() {
            return password;
        }

        @Override
        public String projectLabel() {
            return project.isTypeID() ? "id:" + project.getId() : project.getId();
        }

        @Override
        public String toString() {
            return describe() + ", password ***";
        }
    }

    /** An application credential; it determines user and project. */
    record ApplicationCredential(String id, String secret) implements Credentials {

        @Override
        public String describe() {
            return "application credential " + id;
        }

        @Override
        public @Nullable String projectLabel() {
            return null;
        }

        @Override
        public String toString() {
            return describe() + ", secret ***";
        }
    }
}
