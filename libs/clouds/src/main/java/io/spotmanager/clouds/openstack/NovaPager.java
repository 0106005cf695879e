package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.ListBound;
import io.spotmanager.clouds.openstack.Page.Instead;
import io.spotmanager.clouds.openstack.Page.Marker;
import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a list page by page. If a page fails, the whole read fails: a partial list looks like a host with free
 * capacity.
 *
 * <p>Nova may return smaller pages than requested, so only a missing link marks the end. If the item after which a page
 * begins is purged meanwhile, Nova answers 400 ("marker [..] not found", or "Marker .. could not be found." for
 * migrations; recorded on release 26), and Neutron 404: the list is read again from its start, once.
 *
 * @param key identifies an item: one that moves between two pages during the read counts once
 * @param fetch reads the page of a query
 */
record NovaPager<T>(Function<T, String> key, Function<String, CloudResult<Page<T>>> fetch) {

    private static final int MOST_PAGES = 500;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** A hundred full pages of a slow Nova take less. */
    private static final Duration MOST_TIME = Duration.ofMinutes(3);

    /**
     * A whole list.
     *
     * @param leftOut rows that cannot be read and on which nothing depends
     * @param inOnePage true if the first answer contained everything
     */
    record Listing<T>(List<T> items, List<String> leftOut, boolean inOnePage) {}

    CloudResult<Listing<T>> from(String firstQuery) {
        return read(firstQuery, System.nanoTime(), true);
    }

    private CloudResult<Listing<T>> read(String firstQuery, long start, boolean again) {
        Map<String, T> found = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        ListBound bound = new ListBound();
        String query = firstQuery;
        while (seen.add(query) && seen.size() <= MOST_PAGES) {
            CloudResult<Page<T>> answer = fetch.apply(query);
            if (!(answer instanceof CloudResult.Ok<Page<T>>(Page<T> page))) {
                if (again && seen.size() > 1 && isMarkerGone(answer)) {
                    return read(firstQuery, start, false);
                }
                return answer.map(_ -> new Listing<>(List.of(), List.of(), false));
            }
            if (!page.items().stream().allMatch(bound::takes)
                    || !page.leftOut().stream().allMatch(bound::takes)) {
                return new CloudResult.Indeterminate<>(bound.told());
            }
            page.items().forEach(item -> found.put(key.apply(item), item));
            leftOut.addAll(page.leftOut());
            if (page.next().isEmpty() && PageSize.isFull(query, page)) {
                return new CloudResult.Indeterminate<>(
                        "a page of " + page.size()
                                + " items, as many as were asked for, has no link to the next one: something cut the list short");
            }
            if (page.next().isEmpty()) {
                return new CloudResult.Ok<>(
                        new Listing<>(List.copyOf(found.values()), List.copyOf(leftOut), seen.size() == 1));
            }
            if (System.nanoTime() - start > MOST_TIME.toNanos()) {
                return new CloudResult.Indeterminate<>(
                        "the list took longer than " + MOST_TIME.toSeconds() + " s (" + seen.size() + " pages read)");
            }
            query = switch (page.next().get()) {
                case Marker(String marker) -> after(query, marker);
                case Instead(String other) -> other;
            };
        }
        return new CloudResult.Indeterminate<>("the pages of the list do not end (" + seen.size() + " read)");
    }

    private static String after(String query, String marker) {
        String first = query.replaceAll("(^|&)marker=[^&]*", "");
        return (first.isEmpty() ? "" : first + "&") + "marker=" + marker;
    }

    private static boolean isMarkerGone(CloudResult<?> answer) {
        return answer instanceof CloudResult.Rejected<?>(int status, String message)
                && (status == NOT_FOUND
                        || status == BAD_REQUEST
                                && message.toLowerCase(Locale.ROOT).contains("marker"));
    }
}
