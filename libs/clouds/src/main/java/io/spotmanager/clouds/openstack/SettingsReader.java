package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.Limits;
import io.spotmanager.clouds.wire.Variables;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.common.Identifier;

/** Reads settings from {@code OS_*} variables. */
final class SettingsReader {

    /** The openstack command's default domain. */
    private static final Identifier DEFAULT_DOMAIN = Identifier.byId("default");

    /** Longer than Nova's own time-out of 60 s for a silent compute host, so that Nova's answer arrives first. */
    private static final Duration USUAL_ATTACH = Duration.ofSeconds(75);

    private final Variables variables;

    SettingsReader(Function<String, @Nullable String> variables) {
        this.variables = new Variables(variables);
    }

    OpenStackSettings read() {
        String authUrl = authUrl();
        Credentials credentials =
                variables.given("OS_APPLICATION_CREDENTIAL_ID") == null ? password() : applicationCredential();
        Facing facing = facing();
        Limits limits = variables.limits();
        Duration attach = variables.duration("SPOT_CLOUD_ATTACH_TIMEOUT", USUAL_ATTACH);
        variables.complain(
                "OpenStack cannot be reached",
                "set them in the environment or name a cloud of clouds.yaml in OS_CLOUD");
        return new OpenStackSettings(authUrl, credentials, variables.given("OS_REGION_NAME"), facing, limits, attach);
    }

    private Credentials password() {
        Identifier project = identifier("OS_PROJECT");
        Identifier userDomain = identifier("OS_USER_DOMAIN");
        Identifier projectDomain = identifier("OS_PROJECT_DOMAIN");
        return new Credentials.Password(
                variables.required("OS_USERNAME"),
                variables.required("OS_PASSWORD"),
                userDomain == null ? DEFAULT_DOMAIN : userDomain,
                project == null ? Identifier.byName(variables.required("OS_PROJECT_NAME")) : project,
                projectDomain == null ? DEFAULT_DOMAIN : projectDomain);
    }

    private Credentials applicationCredential() {
        return new Credentials.ApplicationCredential(
                variables.required("OS_APPLICATION_CREDENTIAL_ID"),
                variables.required("OS_APPLICATION_CREDENTIAL_SECRET"));
    }

    private String authUrl() {
        String url = variables.address("OS_AUTH_URL");
        return url.endsWith("/v3") ? url : url + "/v3";
    }

    private Facing facing() {
        String name = variables.given("OS_INTERFACE");
        String word = name == null ? "public" : name.replaceAll("URL$", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "public" -> Facing.PUBLIC;
            case "internal" -> Facing.INTERNAL;
            case "admin" -> Facing.ADMIN;
            default -> {
                variables.wrong("OS_INTERFACE is none of public, internal, admin");
                yield Facing.PUBLIC;
            }
        };
    }

    private @Nullable Identifier identifier(String prefix) {
        String name = variables.given(prefix + "_NAME");
        String id = variables.given(prefix + "_ID");
        return name != null ? Identifier.byName(name) : id != null ? Identifier.byId(id) : null;
    }
}
