package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.spotmanager.clouds.http.HttpFailure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param leftOut rows that cannot be read and on which nothing depends
 * @param size how many rows it has, read or not
 * @param next what follows; empty for the last page
 */
record Page<T>(List<T> items, List<String> leftOut, int size, Optional<Next> next) {

    private static final Pattern MARKER = Pattern.compile("(?:^|&)marker=([^&]+)");

    /** The query of the next page, as far as the page says it. */
    sealed interface Next {}

    /** @param value encoded, as it stands in the link */
    record Marker(String value) implements Next {}

    /** The same page again, with another query. */
    record Instead(String query) implements Next {}

    /**
     * @param links Nova's list of links; null if there is none, as on a last page
     * @throws HttpFailure.MalformedResponse if the links cannot be read: a page that may have a successor is not the last one
     */
    static <T> Page<T> of(Rows<T> rows, @Nullable JsonNode links) {
        return new Page<>(rows.items(), rows.leftOut(), rows.size(), next(links));
    }

    private static Optional<Next> next(@Nullable JsonNode links) {
        if (Field.isAbsent(links) || links == null) {
            return Optional.empty();
        }
        if (!links.isArray()) {
            throw new HttpFailure.MalformedResponse("an answer whose links to other pages are no list");
        }
        for (JsonNode link : links) {
            if (!link.isObject()) {
                throw new HttpFailure.MalformedResponse("an answer with a link to another page that is no object");
            }
            if ("next".equals(Field.text(link.get("rel")))) {
                return Optional.of(marker(Field.text(link.get("href"))));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the marker of a link. The rest of it may be a proxy's: its scheme, host and path, and filters that the
     * proxy dropped. Nova's own links repeat the filters of the request.
     */
    static Marker marker(@Nullable String href) {
        try {
            String query = href == null ? null : URI.create(href).getRawQuery();
            if (query != null) {
                Matcher marker = MARKER.matcher(query);
                if (marker.find()) {
                    return new Marker(marker.group(1));
                }
                throw new HttpFailure.MalformedResponse("an answer whose link to the next page has no marker");
            }
        } catch (IllegalArgumentException _) {
            // Reported below, together with links without a query.
        }
        throw new HttpFailure.MalformedResponse("an answer whose link to the next page is no address with a query");
    }
}
