package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.ListBound;
import io.spotmanager.domain.call.CloudAnswer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a list page by page. If a page fails, the whole read fails: a partial list looks like a host with free
 * capacity.
 *
 * <p>Nova may return smaller pages than requested, so only a missing link marks the end.
 *
 * @param key identifies an item: one that moves between two pages during the read counts once
 * @param fetch reads the page of a query
 */
record Pages<T>(Function<T, String> key, Function<String, CloudAnswer<Page<T>>> fetch) {

    private static final int MOST_PAGES = 500;

    /** A hundred full pages of a slow Nova take less. */
    private static final Duration MOST_TIME = Duration.ofMinutes(3);

    CloudAnswer<List<T>> from(String firstQuery) {
        Map<String, T> found = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        ListBound bound = new ListBound();
        long start = System.nanoTime();
        String query = firstQuery;
        while (seen.add(query) && seen.size() <= MOST_PAGES) {
            CloudAnswer<Page<T>> answer = fetch.apply(query);
            if (!(answer instanceof CloudAnswer.Ok<Page<T>>(Page<T> page))) {
                return answer.map(_ -> List.of());
            }
            if (!page.items().stream().allMatch(bound::takes)) {
                return new CloudAnswer.Unclear<>(bound.told());
            }
            page.items().forEach(item -> found.put(key.apply(item), item));
            if (page.next().isEmpty()) {
                return new CloudAnswer.Ok<>(List.copyOf(found.values()));
            }
            if (System.nanoTime() - start > MOST_TIME.toNanos()) {
                return new CloudAnswer.Unclear<>(
                        "the list took longer than " + MOST_TIME.toSeconds() + " s (" + seen.size() + " pages read)");
            }
            query = page.next().get();
        }
        return new CloudAnswer.Unclear<>("the pages of the list do not end (" + seen.size() + " read)");
    }
}
