package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.Env;
import io.spotmanager.clouds.openstack.Credentials.Scope;
import io.spotmanager.clouds.openstack.Credentials.User;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openstack4j.model.common.Identifier;

/** Reads how to log in, as the plug-ins {@code password}, {@code token} and others of keystoneauth do. */
final class CredentialsReader {

    private static final Set<String> TAKEN =
            Set.of("password", "v3password", "token", "v3token", "v3applicationcredential");

    private final CloudConfig config;
    private final Env variables;
    private final List<String> warnings;
    private final String type;

    CredentialsReader(CloudConfig config, Env variables, List<String> warnings) {
        this.config = config;
        this.variables = variables;
        this.warnings = warnings;
        this.type = type();
    }

    /** True if Keystone is asked for its versions: the plug-ins whose names begin with {@code v3} do not ask. */
    boolean discovers() {
        return type.equals("password") || type.equals("token");
    }

    /** Returns the kind of log-in. Without {@code auth_type} it is a password, or an application credential if only that is given. */
    private String type() {
        String given = config.text("auth_type", "auth_plugin");
        if (given != null) {
            return given;
        }
        String credential = Stream.of("application_credential_id", "application_credential_name")
                .filter(key -> config.text(key) != null)
                .findFirst()
                .orElse(null);
        if (credential == null) {
            return "password";
        }
        if (config.text("password") == null) {
            return "v3applicationcredential";
        }
        variables.addError("%s and %s are both given: set %s to v3applicationcredential or to password"
                .formatted(config.name(credential), config.name("password"), config.name("auth_type")));
        return "v3applicationcredential";
    }

    Credentials read() {
        config.unknownAuthKeys()
                .forEach(key -> variables.addError(key + " is no key of a log-in that is taken: correct or remove it"));
        if (!TAKEN.contains(type)) {
            String name = config.text("auth_type") == null ? "auth_plugin" : "auth_type";
            variables.addError(
                    "%s is %s, and only password, v3password, v3applicationcredential, token and v3token are taken"
                            .formatted(config.name(name), type));
            return new Credentials.GivenToken("", new Scope.System());
        }
        boolean generic = discovers();
        return switch (type) {
            case "v3applicationcredential" -> applicationCredential();
            case "token", "v3token" -> givenToken(generic);
            default -> password(generic);
        };
    }

    private Credentials password(boolean generic) {
        warnOfUnused(
                "a password",
                "application_credential_id",
                "application_credential_name",
                "application_credential_secret");
        if (config.text("passcode") != null) {
            variables.addError(
                    config.name("passcode") + " belongs to a log-in by v3totp, which is not taken: remove it");
        }
        return new Credentials.Password(user("user_domain", generic), required("password"), scope(generic));
    }

    private Credentials givenToken(boolean generic) {
        String token = config.text("token", "auth_token");
        warnings.add(config.name("token") + " is a token that cannot be renewed: after its end every call is refused."
                + " Use an application credential for a service that runs on.");
        return new Credentials.GivenToken(token == null ? required("token") : token, scope(generic));
    }

    private Credentials applicationCredential() {
        warnOfUnused(
                "an application credential, which determines its project",
                "project_id",
                "project_name",
                "tenant_id",
                "tenant_name",
                "domain_id",
                "domain_name",
                "system_scope",
                "trust_id");
        String id = config.text("application_credential_id");
        String name = config.text("application_credential_name");
        String secret = required("application_credential_secret");
        if (id == null && name != null) {
            return new Credentials.ApplicationCredential(Identifier.byName(name), user("user_domain", false), secret);
        }
        return new Credentials.ApplicationCredential(
                Identifier.byId(id == null ? required("application_credential_id") : id), null, secret);
    }

    private void warnOfUnused(String login, String... keys) {
        List<String> unused = Stream.of(keys)
                .filter(key -> config.text(key) != null)
                .map(config::name)
                .toList();
        if (!unused.isEmpty()) {
            warnings.add("The log-in uses " + login + ", so these settings are not used: " + String.join(", ", unused)
                    + ".");
        }
    }

    private User user(String domain, boolean generic) {
        String id = config.text("user_id");
        if (id != null) {
            return new User(Identifier.byId(id), null);
        }
        String name = config.text("username", "user_name");
        return new User(Identifier.byName(name == null ? required("username") : name), domain(domain, generic));
    }

    /** An id wins over a name. Of several scopes, that of a project is not changed by a domain's. */
    private Scope scope(boolean generic) {
        String id = config.text("project_id", "tenant_id");
        String name = config.text("project_name", "tenant_name");
        Identifier domain = identifier("domain");
        String trust = config.text("trust_id");
        String system = config.text("system_scope");
        if (trust != null && (id != null || name != null || domain != null)) {
            variables.addError(config.name("trust_id") + " and a project or domain are both given: remove one of them");
        }
        if (id != null) {
            return new Scope.Project(Identifier.byId(id), domain("project_domain", generic));
        }
        if (name != null) {
            return new Scope.Project(Identifier.byName(name), domain("project_domain", generic));
        }
        if (domain != null) {
            return new Scope.Domain(domain);
        }
        if (trust != null) {
            return new Scope.Trust(trust);
        }
        if (system != null) {
            if (!system.equals("all")) {
                variables.addError(config.name("system_scope") + " is " + system + ", and only 'all' is a scope");
            }
            return new Scope.System();
        }
        return new Scope.Project(Identifier.byName(required("project_name")), domain("project_domain", generic));
    }

    /**
     * Returns the domain of the user or of the project. {@code domain_id} and {@code domain_name} stand for both if a
     * project is given. The last default is that of the openstack command.
     */
    private Identifier domain(String key, boolean generic) {
        boolean inProject =
                config.text("project_id", "tenant_id") != null || config.text("project_name", "tenant_name") != null;
        for (String form : List.of("_id", "_name")) {
            String value = config.text(key + form);
            if (value == null && inProject) {
                value = config.text("domain" + form);
            }
            if (value == null && generic) {
                value = config.text("default_domain" + form);
            }
            if (value != null) {
                return form.equals("_id") ? Identifier.byId(value) : Identifier.byName(value);
            }
        }
        String usual = config.text("default_domain");
        return Identifier.byId(usual == null ? "default" : usual);
    }

    private @Nullable Identifier identifier(String key) {
        String id = config.text(key + "_id");
        String name = config.text(key + "_name");
        return id != null ? Identifier.byId(id) : name != null ? Identifier.byName(name) : null;
    }

    private String required(String key) {
        String value = config.text(key);
        return value == null ? variables.required(config.name(key)) : value;
    }
}
