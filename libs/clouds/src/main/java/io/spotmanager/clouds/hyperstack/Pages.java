package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.wire.ListBound;
import io.spotmanager.domain.call.CloudAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list page by page. If a page fails, the whole read fails.
 *
 * <p>Hyperstack returns neither a total nor a next page, and may return smaller pages than requested. So pages of its
 * default size are requested, and the end is a shorter page, or one with nothing new.
 *
 * @param rows reads a page; throws for an invalid one
 * @param size a page with fewer rows is the last
 * @param id identifies a row: one that moves between two pages counts once
 * @param fetch reads the page with that number, from 1
 */
record Pages<T>(
        Function<JsonNode, List<T>> rows, int size, Function<T, Object> id, IntFunction<CloudAnswer<JsonNode>> fetch) {

    /** Hyperstack's default. */
    static final int USUAL_SIZE = 10;

    private static final int MOST_PAGES = 1000;

    CloudAnswer<List<T>> all() {
        Map<Object, T> found = new LinkedHashMap<>();
        ListBound bound = new ListBound();
        for (int page = 1; page <= MOST_PAGES; page++) {
            CloudAnswer<List<T>> answer = Reading.of(fetch.apply(page), rows);
            if (!(answer instanceof CloudAnswer.Ok<List<T>>(List<T> read))) {
                return answer;
            }
            if (!read.stream().allMatch(bound::takes)) {
                return new CloudAnswer.Unclear<>(bound.told());
            }
            int before = found.size();
            read.forEach(row -> found.put(id.apply(row), row));
            if (read.size() < size || found.size() == before) {
                return new CloudAnswer.Ok<>(List.copyOf(found.values()));
            }
        }
        return new CloudAnswer.Unclear<>("the pages of a list do not end (" + MOST_PAGES + " read)");
    }
}
