package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/**
 * The address of a cloud and the credentials for it.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 * @param region null for the only or first region of the catalog
 * @param facing the interface of the catalog's addresses: public, internal or admin
 * @param attach time-out of attaching an interface; Nova itself gives up on a silent host after a minute
 */
public record OpenStackSettings(
        String authUrl,
        Credentials credentials,
        @Nullable String region,
        Facing facing,
        Limits limits,
        Duration attach) {

    /**
     * Reads the {@code OS_*} variables. If {@code OS_CLOUD} is set, that entry of {@code clouds.yaml} takes precedence.
     *
     * @param environment such as {@code System::getenv}; returns null for what is not set
     * @throws io.spotmanager.clouds.wire.WrongSettingsException with one sentence that names every missing or wrong
     *     setting
     */
    public static OpenStackSettings from(Function<String, @Nullable String> environment) {
        return new SettingsReader(CloudsYaml.over(environment)).read();
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
        return new OpenStackSettings(authUrl, credentials, region, facing, limits, newAttach);
    }

    public OpenStackSettings withLimits(Limits newLimits) {
        return new OpenStackSettings(authUrl, credentials, region, facing, newLimits, attach);
    }
}
