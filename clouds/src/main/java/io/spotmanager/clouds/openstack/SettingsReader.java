package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.openstack4j.model.common.Identifier;

/** Turns {@code OS_*} variables into settings and gathers every complaint before it makes one. */
final class SettingsReader {

    /** What the openstack command assumes when no domain is named. */
    private static final Identifier DEFAULT_DOMAIN = Identifier.byId("default");

    private final Function<String, @Nullable String> variables;
    private final List<String> missing = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    SettingsReader(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    OpenStackSettings read() {
        String authUrl = authUrl();
        Credentials credentials = given("OS_APPLICATION_CREDENTIAL_ID") == null ? password() : applicationCredential();
        Facing facing = facing();
        Limits limits = limits();
        complain();
        return new OpenStackSettings(authUrl, credentials, given("OS_REGION_NAME"), facing, limits);
    }

    private Limits limits() {
        Limits usual = Limits.DEFAULT;
        return usual.withTimeouts(
                        Duration.ofMillis(number(
                                "SPOT_CLOUD_CONNECT_MILLIS", usual.connect().toMillis())),
                        Duration.ofMillis(
                                number("SPOT_CLOUD_READ_MILLIS", usual.read().toMillis())))
                .withRate((int) number("SPOT_CLOUD_CALLS_PER_SECOND", usual.callsPerSecond()), (int)
                        number("SPOT_CLOUD_BURST", usual.burst()));
    }

    private long number(String name, long usual) {
        String text = given(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[1-9][0-9]{0,6}")) {
            wrong.add(name + " is no whole number from 1 to 9999999");
            return usual;
        }
        return Long.parseLong(text);
    }

    private Credentials password() {
        Identifier project = identifier("OS_PROJECT");
        Identifier userDomain = identifier("OS_USER_DOMAIN");
        Identifier projectDomain = identifier("OS_PROJECT_DOMAIN");
        return new Credentials.Password(
                required("OS_USERNAME"),
                required("OS_PASSWORD"),
                userDomain == null ? DEFAULT_DOMAIN : userDomain,
                project == null ? Identifier.byName(required("OS_PROJECT_NAME")) : project,
                projectDomain == null ? DEFAULT_DOMAIN : projectDomain);
    }

    private Credentials applicationCredential() {
        return new Credentials.ApplicationCredential(
                required("OS_APPLICATION_CREDENTIAL_ID"), required("OS_APPLICATION_CREDENTIAL_SECRET"));
    }

    private String authUrl() {
        String url = required("OS_AUTH_URL").replaceAll("/+$", "");
        if (!url.isEmpty() && !isHttp(url)) {
            wrong.add("OS_AUTH_URL is no http or https address");
        }
        return url.endsWith("/v3") ? url : url + "/v3";
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Facing facing() {
        String name = given("OS_INTERFACE");
        String word = name == null ? "public" : name.replaceAll("URL$", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "public" -> Facing.PUBLIC;
            case "internal" -> Facing.INTERNAL;
            case "admin" -> Facing.ADMIN;
            default -> {
                wrong.add("OS_INTERFACE is none of public, internal, admin");
                yield Facing.PUBLIC;
            }
        };
    }

    private @Nullable Identifier identifier(String prefix) {
        String name = given(prefix + "_NAME");
        String id = given(prefix + "_ID");
        return name != null ? Identifier.byName(name) : id != null ? Identifier.byId(id) : null;
    }

    private String required(String name) {
        String value = given(name);
        if (value == null) {
            missing.add(name);
            return "";
        }
        return value;
    }

    private @Nullable String given(String name) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private void complain() {
        if (!missing.isEmpty()) {
            wrong.addFirst("not set: " + String.join(", ", missing));
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "OpenStack cannot be reached until these settings are put right (" + String.join("; ", wrong)
                            + "): set them in the environment or name a cloud of clouds.yaml in OS_CLOUD.");
        }
    }
}
