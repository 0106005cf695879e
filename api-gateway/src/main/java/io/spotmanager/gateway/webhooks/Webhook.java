package io.spotmanager.gateway.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param state whether it is sent, and what came of that
 */
record Webhook(UUID id, String name, Target target, Filter filter, Secrets secrets, Owner owner, State state) {
    /** A shorter part of an address, such as {@code /hook}, is found in words that mean something else. */
    private static final int SHORTEST_SECRET = 8;

    /** The form of a body. The names are stable. */
    enum Format {
        CLOUDEVENTS,
        SLACK,
        TEAMS,
        PAGERDUTY;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param routingKey the integration key of PagerDuty; null for other forms */
    record Target(Format format, String url, @Nullable String routingKey) {
        /** Without what may be a secret: the address of Slack and Teams is one from its path on. */
        String shownUrl() {
            var uri = URI.create(url);
            var rest = uri.getRawPath() == null || uri.getRawPath().length() <= 1 && uri.getRawQuery() == null;
            return "%s://%s%s".formatted(uri.getScheme(), uri.getRawAuthority(), rest ? "/" : "/...");
        }
    }

    /** What is told. Empty lists exclude nothing. */
    record Filter(List<String> events, List<String> pools, List<String> gpuTypes, List<String> operations) {
        Filter {
            events = List.copyOf(events);
            pools = List.copyOf(pools);
            gpuTypes = List.copyOf(gpuTypes);
            operations = List.copyOf(operations);
        }
    }

    /**
     * What signs.
     *
     * @param former that of before the latest rotation; null if there was none
     */
    record Secrets(
            String present,
            @Nullable String former,
            @Nullable Instant formerUntil) {
        /** The present one first. */
        List<String> live(Instant now) {
            return former != null && formerUntil != null && now.isBefore(formerUntil)
                    ? List.of(present, former)
                    : List.of(present);
        }
    }

    /** In whose name it tells. */
    record Owner(String name, @Nullable String tokenOwner, Instant since) {}

    /**
     * @param disabledWhy a sentence; null if it is enabled, or a person disabled it
     * @param resting why nothing is sent for now; null if nothing is in the way
     * @param failingSince the first failure that no success has followed; null if there is none
     */
    record State(
            boolean enabled,
            @Nullable String disabledWhy,
            @Nullable Instant disabledAt,
            @Nullable String resting,
            @Nullable Instant failingSince,
            @Nullable String lastFailure) {}

    /** What no log may have: secrets, and what of an address may be one. */
    List<String> hidden() {
        var uri = URI.create(target.url());
        return Stream.concat(
                        Stream.of(secrets.present(), secrets.former(), target.routingKey())
                                .flatMap(Stream::ofNullable),
                        Stream.of(uri.getRawQuery(), uri.getRawPath())
                                .flatMap(Stream::ofNullable)
                                .filter(part -> part.length() >= SHORTEST_SECRET))
                .toList();
    }

    static String href(String name) {
        return "/api/webhooks/" + name;
    }
}
