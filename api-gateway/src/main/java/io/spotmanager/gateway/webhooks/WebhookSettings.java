package io.spotmanager.gateway.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are sent ({@code spot.webhooks.*}).
 *
 * @param http whether plain HTTP is allowed
 * @param networks that may be called although they are not public
 * @param every how often it is looked whether something is due
 * @param timeout of one attempt, from its first to its last byte
 * @param backoffFirst the delay after the first failure; it doubles with each
 * @param backoffLongest the longest delay
 * @param disableAfter how long a webhook fails until it is disabled, and how long a delivery is attempted
 * @param kept how long the log of deliveries is kept
 */
@ConfigurationProperties("spot.webhooks")
record WebhookSettings(
        @DefaultValue("false") boolean http,
        @DefaultValue({}) List<String> networks,
        @DefaultValue("1s") Duration every,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration backoffFirst,
        @DefaultValue("1h") Duration backoffLongest,
        @DefaultValue("24h") Duration disableAfter,
        @DefaultValue("14d") Duration kept) {
    private static final Duration SHORTEST_LOG = Duration.ofDays(2);

    WebhookSettings {
        networks = List.copyOf(networks);
        allowed(networks);
        require("SPOT_WEBHOOKS_EVERY", every);
        require("SPOT_WEBHOOKS_TIMEOUT", timeout);
        require("SPOT_WEBHOOKS_BACKOFF_FIRST", backoffFirst);
        require("SPOT_WEBHOOKS_BACKOFF_LONGEST", backoffLongest);
        require("SPOT_WEBHOOKS_DISABLE_AFTER", disableAfter);
        if (kept.compareTo(SHORTEST_LOG) < 0) {
            throw new IllegalArgumentException(
                    "SPOT_WEBHOOKS_KEPT is %s, and must be at least %s: what was told is remembered by it."
                            .formatted(kept, SHORTEST_LOG));
        }
    }

    List<Network> allowed() {
        return allowed(networks);
    }

    private static List<Network> allowed(List<String> networks) {
        return networks.stream()
                .map(text -> Network.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "SPOT_WEBHOOKS_NETWORKS has '%s', which is neither an address nor a network such as 10.1.0.0/16."
                                        .formatted(text))))
                .toList();
    }

    private static void require(String setting, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%s is %s, and must be more than nothing, such as 10s.".formatted(setting, value));
        }
    }
}
