package io.spotmanager.clouds.openstack;

import org.jspecify.annotations.Nullable;
import org.openstack4j.model.common.Identifier;

/** The credentials for Keystone. {@code toString} hides the secret of every variant. */
public sealed interface Credentials {
    /** Returns the user and the scope, for people. */
    String describe();

    String secret();

    /** Returns what {@link Scope#label} does; null also if only Keystone knows the project. */
    @Nullable
    String projectLabel();

    /** @param domain null if the user is given by id */
    record User(Identifier id, @Nullable Identifier domain) {}

    /** What a token is valid for. */
    sealed interface Scope {
        /** Returns the project's name, or {@code id:} and its id; another text for another scope; null for a trust. */
        @Nullable
        String label();

        String describe();

        /** @param domain used only if the project is given by name; an id needs no domain */
        record Project(Identifier project, Identifier domain) implements Scope {
            @Override
            public String label() {
                return project.isTypeID() ? "id:" + project.getId() : project.getId();
            }

            @Override
            public String describe() {
                return "in project " + project.getId();
            }
        }

        record Domain(Identifier domain) implements Scope {
            @Override
            public String label() {
                return "domain:" + domain.getId();
            }

            @Override
            public String describe() {
                return "in domain " + domain.getId();
            }
        }

        record System() implements Scope {
            @Override
            public String label() {
                return "system";
            }

            @Override
            public String describe() {
                return "for the whole system";
            }
        }

        record Trust(String id) implements Scope {
            @Override
            public @Nullable String label() {
                return null;
            }

            @Override
            public String describe() {
                return "with the trust " + id;
            }
        }
    }

    record Password(User user, String password, Scope scope) implements Credentials {

        @Override
        public String describe() {
            return "user " + user.id().getId() + " " + scope.describe();
        }

        @Override
        public String secret() {
            return password;
        }

        @Override
        public @Nullable String projectLabel() {
            return scope.label();
        }

        @Override
        public String toString() {
            return describe() + ", password ***";
        }
    }

    /**
     * An application credential; it determines the project.
     *
     * @param id its id, or its name together with a user
     * @param user null if the id is given
     */
    record ApplicationCredential(Identifier id, @Nullable User user, String secret) implements Credentials {

        @Override
        public String describe() {
            return "application credential " + id.getId()
                    + (user == null ? "" : " of user " + user.id().getId());
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

    /** A token that exists already. It ends at its own time, and cannot be renewed after that. */
    record GivenToken(String token, Scope scope) implements Credentials {

        @Override
        public String describe() {
            return "given token " + scope.describe();
        }

        @Override
        public String secret() {
            return token;
        }

        @Override
        public @Nullable String projectLabel() {
            return scope.label();
        }

        @Override
        public String toString() {
            return describe() + ", token ***";
        }
    }
}
