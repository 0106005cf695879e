package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The address of a cloud and the credentials for it.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 * @param discover true if the address was given without its version, so that Keystone is asked for it
 * @param services how the address of each called service is found: compute, placement and network
 * @param attach time-out of attaching an interface; Nova itself gives up on a silent host after a minute
 * @param warnings sentences about settings that are not used or that are dangerous
 */
public record OpenStackSettings(
        String authUrl,
        boolean discover,
        Credentials credentials,
        Map<String, Service> services,
        Tls tls,
        Limits limits,
        Duration attach,
        List<String> warnings) {

    /**
     * Reads the {@code OS_*} variables and {@code clouds.yaml} as openstacksdk does.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @throws io.spotmanager.domain.settings.InvalidConfigurationException with one sentence that names every missing or wrong
     *     setting
     */
    public static OpenStackSettings from(Function<String, @Nullable String> environment) {
        return new SettingsReader(environment, CloudsYaml.Places.USUAL).read();
    }

    /** Returns Nova's region; null for the only or first region of the catalog. */
    public @Nullable String region() {
        return compute().region();
    }

    Service compute() {
        return Objects.requireNonNull(services.get("compute"));
    }

    /**
     * Returns Keystone's address in a canonical form: scheme and host in lower case, without the default port, so that
     * different spellings of one address are equal.
     */
    public String canonicalAuthUrl() {
        URI url = URI.create(authUrl);
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        boolean usualPort = url.getPort() == ("https".equals(scheme) ? 443 : 80);
        String port = url.getPort() < 0 || usualPort ? "" : ":" + url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + url.getRawPath();
    }

    public OpenStackSettings withAttach(Duration newAttach) {
        return new OpenStackSettings(authUrl, discover, credentials, services, tls, limits, newAttach, warnings);
    }

    public OpenStackSettings withLimits(Limits newLimits) {
        return new OpenStackSettings(authUrl, discover, credentials, services, tls, newLimits, attach, warnings);
    }
}
