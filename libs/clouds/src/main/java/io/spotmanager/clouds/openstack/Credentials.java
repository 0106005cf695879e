package io.spotmanager.clouds.openstack;

import org.jspecify.annotations.Nullable;
import org.openstack4j.model.common.Identifier;

/** Who Spot Manager is to Keystone; no variant's text shows its secret. */
public sealed interface Credentials {

    /** For people: who asks, and where. */
    String describe();

    String secret();

    /** Returns the project's name, or {@code id:} and its id; null if only Keystone knows it. */
    @Nullable
    String projectLabel();

    /**
     * A user acting in one project.
     *
     * @param projectDomain counts only when the project is given by name, as its id needs no domain
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

    /** An application credential, which carries its user and project within. */
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
