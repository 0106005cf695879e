package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the query of the next page; empty for the last page
 */
record Page<T>(List<T> items, Optional<String> next) {

    /** A link in Nova's JSON. */
    record Link(
            @JsonProperty("rel") @Nullable String rel,
            @JsonProperty("href") @Nullable String href) {}

    static <T> Page<T> of(List<T> items, @Nullable List<Link> links) {
        return new Page<>(
                items,
                Objects.requireNonNullElse(links, List.<Link>of()).stream()
                        .filter(link -> "next".equals(link.rel()))
                        .map(link -> query(link.href()))
                        .findFirst());
    }

    /**
     * Returns the query of a link. Scheme, host and path may be those of a proxy in front of Nova, so they are ignored.
     */
    private static String query(@Nullable String href) {
        try {
            String query = href == null ? null : URI.create(href).getRawQuery();
            if (query != null) {
                return query;
            }
        } catch (IllegalArgumentException _) {
            // Reported below, together with links without a query.
        }
        throw new WireFailure.Unusable("an answer whose link to the next page is no address with a query");
    }
}
