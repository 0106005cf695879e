package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests fewer items if a page is too large: servers include their user data of up to 64 KB each. */
final class PageSize {

    private static final Pattern LIMIT = Pattern.compile("(^|&)limit=(\\d{1,9})(?=&|$)");
    private static final int SMALLEST = 10;
    private static final int PARTS = 4;

    /** Nova's default page size, for a query that names none (max_limit). */
    private static final int USUAL = 1000;

    private PageSize() {}

    /**
     * True if the page has as many rows as were asked for: then Nova adds a link, also to an empty page
     * (nova/api/openstack/common.py, {@code _get_collection_links}).
     */
    static boolean isFull(String query, Page<?> page) {
        Matcher limit = LIMIT.matcher(query);
        return limit.find() && Integer.parseInt(limit.group(2)) == page.size();
    }

    /**
     * Returns the page. If it is too large, returns an empty page, followed by the same page in smaller parts.
     *
     * @throws HttpFailure.ResponseTooLarge if even a small page is too large
     */
    static <T> Page<T> smaller(String query, Supplier<Page<T>> page) {
        try {
            return page.get();
        } catch (HttpFailure.ResponseTooLarge tooLarge) {
            return new Page<>(
                    List.of(),
                    List.of(),
                    0,
                    Optional.of(new Page.Instead(smaller(query).orElseThrow(() -> tooLarge))));
        }
    }

    private static Optional<String> smaller(String query) {
        Matcher limit = LIMIT.matcher(query);
        if (!limit.find()) {
            // With a page size Nova omits unreachable cells, so the services are read then, too
            // (OpenStackCloud.servers).
            return Optional.of(query + (query.isEmpty() ? "" : "&") + "limit=" + USUAL / PARTS);
        }
        int size = Integer.parseInt(limit.group(2)) / PARTS;
        return size < SMALLEST
                ? Optional.empty()
                : Optional.of(query.substring(0, limit.start(2)) + size + query.substring(limit.end(2)));
    }
}
