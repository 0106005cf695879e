package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/**
 * Where a cloud is and how to be let in.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 * @param region null for the only or first region of the catalog
 * @param facing which of the catalog's addresses to use: public, internal or admin
 * @param attach longest wait for the answer to an attached interface; Nova itself gives up on a silent host after a minute
 */
public record OpenStackSettings(
        String authUrl,
        Credentials credentials,
        @Nullable String region,
        Facing facing,
        Limits limits,
        Duration attach) {

    /**
     * Reads the usual {@code OS_*} variables; with {@code OS_CLOUD}, that entry of {@code clouds.yaml} goes first.
     *
     * @param environment such as {@code System::getenv}: null for what is not set
     * @throws io.spotmanager.clouds.wire.WrongSettingsException one sentence that names everything missing or wrong
     */
    public static OpenStackSettings from(Function<String, @Nullable String> environment) {
        return new SettingsReader(CloudsYaml.over(environment)).read();
    }

    /**
     * Returns Keystone's address in one spelling: scheme and host in lower case, without the port that the scheme implies, so
     * that the same cloud is recognised however its address is written.
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
