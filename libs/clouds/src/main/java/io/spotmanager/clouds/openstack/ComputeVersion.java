package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.Validity;
import io.spotmanager.clouds.openstack.VersionDocument.Version;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds Nova's API 2.1 from an address of the catalog that names another version or none. Only this API has
 * microversions: the older {@code /v2} ignores them and answers, for example, with flavors that have no name.
 */
final class ComputeVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ComputeVersion.class);
    private static final Pattern VERSION = Pattern.compile("/v\\d+(\\.\\d+)?$");

    private static final int FIRST_OF_TROUBLE = 500;
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(1);

    private final Config config;

    /** Addresses that were found, by those of the catalog. */
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /** How long an address whose root refuses to tell is used as it is: what refused may be a web firewall, once. */
    private final Map<String, Validity> asItIs = new ConcurrentHashMap<>();

    private final Microversions versions;
    private final InstantSource clock;

    /** @param versions learns from the version document, where it is read */
    ComputeVersion(Config config, Microversions versions, InstantSource clock) {
        this.versions = versions;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Returns the address of API 2.1. Blocks for one request until it is found, unless the address names that version.
     *
     * @param url from the catalog, without a slash at its end
     * @param project the project's id, which may stand at the end of the address; null for none
     * @throws HttpFailure.NotPermitted if there is no such API or its address cannot be found
     */
    String address(String url, @Nullable String project) {
        String tail = project != null && url.endsWith("/" + project) ? "/" + project : "";
        String versioned = url.substring(0, url.length() - tail.length());
        if (versioned.endsWith("/v2.1")) {
            return url;
        }
        String known = found.get(url);
        if (known != null) {
            return known;
        }
        Validity refused = asItIs.get(url);
        if (refused != null && refused.holds(clock.instant())) {
            return url;
        }
        Matcher version = VERSION.matcher(versioned);
        Optional<String> address = version.find()
                ? Optional.of(upgraded(url, versioned.substring(0, version.start())) + tail)
                : discovered(versioned).map(each -> each + tail);
        address.ifPresentOrElse(
                each -> found.put(url, each), () -> asItIs.put(url, Validity.of(clock.instant(), UNTIL_ASKED_AGAIN)));
        return address.orElse(url);
    }

    private String upgraded(String url, String root) {
        String consequence = "Nova's address " + url + " is that of an API without microversions";
        try {
            return newest(root)
                    .orElseThrow(() -> new HttpFailure.NotPermitted(
                            consequence + ", and " + root + " offers no API 2.1: correct it with"
                                    + " 'openstack endpoint set --url', or set OS_COMPUTE_ENDPOINT_OVERRIDE",
                            false));
        } catch (HttpFailure.ErrorResponse | HttpFailure.MalformedResponse | HttpFailure.ResponseTooLarge failure) {
            throw new HttpFailure.NotPermitted(
                    consequence + ", and " + root + " does not tell its versions (" + failure.text()
                            + "): correct it with 'openstack endpoint set --url', or set OS_COMPUTE_ENDPOINT_OVERRIDE",
                    false);
        }
    }

    private Optional<String> discovered(String root) {
        try {
            return Optional.of(newest(root)
                    .orElseThrow(() -> new HttpFailure.NotPermitted(
                            "Nova at " + root + " offers no API 2.1, the first with microversions: correct its address"
                                    + " with 'openstack endpoint set --url', or set OS_COMPUTE_ENDPOINT_OVERRIDE",
                            false)));
        } catch (HttpFailure.ErrorResponse answer) {
            if (answer.status() >= FIRST_OF_TROUBLE || answer.retryAfter().isPresent()) {
                throw unread(answer); // it may tell later, and the address as it is leads to no API
            }
            LOG.warn("{} does not tell Nova's versions ({}): using it as it is", root, answer.text());
            return Optional.empty();
        } catch (HttpFailure.MalformedResponse | HttpFailure.ResponseTooLarge failure) {
            throw unread(failure);
        }
    }

    private String known(Version version) {
        versions.endAt("compute", version.newest());
        return version.url();
    }

    private Optional<String> newest(String root) {
        URI at = URI.create(root + "/");
        try {
            return VersionDocument.read(config, root)
                    .newest(2, at)
                    .filter(each -> each.minor() >= 1)
                    .map(this::known);
        } catch (HttpFailure.NoResponse | HttpFailure.ConnectionFailed failure) {
            throw unread(failure);
        }
    }

    private static HttpFailure.NotPermitted unread(HttpFailure failure) {
        return new HttpFailure.NotPermitted(
                "Nova's versions could not be read: " + Tls.explained(failure.text()), true);
    }
}
