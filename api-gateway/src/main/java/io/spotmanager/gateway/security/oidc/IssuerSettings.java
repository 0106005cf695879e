package io.spotmanager.gateway.security.oidc;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.gateway.security.Role;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The issuers of OpenID Connect at which people may log in.
 *
 * @param oidc by the id that the settings give them; it is part of the address that the issuer sends the browser back to
 */
@ConfigurationProperties("spot")
public record IssuerSettings(@DefaultValue Map<String, Issuer> oidc) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,29}");
    private static final String SETTING = "SPOT_OIDC_%s_%s";

    /** @throws InvalidConfigurationException naming the setting */
    public IssuerSettings {
        oidc = new TreeMap<>(oidc);
        oidc.forEach(IssuerSettings::check);
    }

    /**
     * @param issuer its address, exactly as it writes it into its tokens
     * @param client the id under which we are registered there
     * @param secret empty for a public client
     * @param label how the log-in page names it
     * @param scopes asked for besides {@code openid}
     * @param audience the audience of access tokens that scripts may send; empty if none are taken
     * @param skew how far its clock may differ from ours
     * @param strength what the claim of the strength must say, one of them; empty if any log-in there is good enough
     * @param age how long ago the person may have logged in there; zero if it does not matter
     * @param roles the groups whose members have a role
     */
    public record Issuer(
            @DefaultValue("") String issuer,
            @DefaultValue("") String client,
            @DefaultValue("") String secret,
            @DefaultValue("") String label,
            @DefaultValue({"profile", "email"}) Set<String> scopes,
            @DefaultValue Claims claims,
            @DefaultValue("") String audience,
            @DefaultValue("60s") Duration skew,
            @DefaultValue Set<String> strength,
            @DefaultValue("0s") Duration age,
            @DefaultValue Map<Role, List<String>> roles) {
        @Override
        public String toString() {
            return "Issuer[%s]".formatted(issuer);
        }
    }

    /**
     * Which claims tell what; a dot leads into a claim that is an object.
     *
     * @param name how the history names the person
     * @param groups a text or a list of texts
     * @param strength how the person logged in there, a text or a list of texts
     */
    public record Claims(
            @DefaultValue("preferred_username") String name,
            @DefaultValue("groups") String groups,
            @DefaultValue("acr") String strength) {}

    private static void check(String id, Issuer issuer) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidConfigurationException(
                    "SPOT_OIDC_%s_...: the id of an issuer has letters and digits alone, begins with a letter, and has at most 30 characters."
                            .formatted(id));
        }
        require(
                !issuer.client().isBlank(),
                id,
                "CLIENT",
                "is not set: it is the id under which Spot Manager is registered there");
        require(isSafe(issuer.issuer()), id, "ISSUER", "must be the https address of the issuer, without a query");
        require(
                issuer.roles().values().stream().anyMatch(groups -> !groups.isEmpty()),
                id,
                "ROLES_OPERATOR",
                "and those of the other roles are not set: name the groups whose members have the role");
        require(!issuer.age().isNegative(), id, "AGE", "must not be negative");
        require(
                !issuer.audience().equals(issuer.client()),
                id,
                "AUDIENCE",
                "must differ from the client: the tokens of log-ins have that audience, and must not open the API");
    }

    private static void require(boolean isRight, String id, String setting, String what) {
        if (!isRight) {
            throw new InvalidConfigurationException(
                    SETTING.formatted(id.toUpperCase(Locale.ROOT), setting) + " " + what + ".");
        }
    }

    /** Plain http is for issuers of this machine alone. */
    private static boolean isSafe(String address) {
        try {
            var uri = URI.create(address);
            return uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHere(uri.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHere(@Nullable String host) {
        try {
            return InetAddress.getByName(Objects.requireNonNullElse(host, "")).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
