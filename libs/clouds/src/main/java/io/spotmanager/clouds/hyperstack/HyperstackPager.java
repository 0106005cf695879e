package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.ListBound;
import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.domain.call.CloudResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads a list page by page. If a page fails, the whole read fails. A row that cannot be read is left out.
 *
 * <p>Hyperstack returns no next page, and may return smaller pages than requested, which it then tells in {@code
 * page_size}. So pages of its default size are requested, and the end is a page with fewer rows than it tells, or one with
 * nothing new. A page that does not tell its size is not the last one for having few rows. {@code count} is described as
 * the number of rows of the page; whatever it counts, fewer rows mean that the list was cut short.
 *
 * @param rows reads a page; throws for an invalid one
 * @param size of the pages that are asked for; 1 if that is not known
 * @param id identifies a row: one that moves between two pages counts once
 * @param fetch reads the page with that number, from 1
 */
record HyperstackPager<T>(
        BiFunction<JsonNode, LeftOut, PageRows<T>> rows,
        int size,
        Function<T, Object> id,
        IntFunction<CloudResult<JsonNode>> fetch) {

    /** Hyperstack's default. */
    static final int USUAL_SIZE = 10;

    private static final int MOST_PAGES = 1000;

    private record Whole<T>(List<T> rows, int pages) {}

    /** @param leftOut gets the rows that cannot be read */
    CloudResult<List<T>> all(LeftOut leftOut) {
        return read(leftOut).map(Whole::rows);
    }

    /** The same, for a decision: a row can move between two pages during the read, so several pages are read twice, and both count. */
    CloudResult<List<T>> allForSure(LeftOut leftOut) {
        return read(leftOut)
                .then(first -> first.pages() == 1
                        ? new CloudResult.Ok<>(first.rows())
                        : read(new LeftOut()).map(second -> together(first.rows(), second.rows())));
    }

    private List<T> together(List<T> first, List<T> second) {
        Map<Object, T> both = new LinkedHashMap<>();
        Stream.concat(first.stream(), second.stream()).forEach(row -> both.put(id.apply(row), row));
        return List.copyOf(both.values());
    }

    private CloudResult<Whole<T>> read(LeftOut leftOut) {
        Map<Object, T> found = new LinkedHashMap<>();
        ListBound bound = new ListBound();
        long came = 0;
        long announced = 0;
        for (int page = 1; page <= MOST_PAGES; page++) {
            int before = found.size() + leftOut.count();
            CloudResult<JsonNode> answer = fetch.apply(page);
            CloudResult<PageRows<T>> read = Responses.of(answer, body -> rows.apply(body, leftOut));
            if (!(read instanceof CloudResult.Ok<PageRows<T>>(PageRows<T> rowsOfPage))
                    || !(answer instanceof CloudResult.Ok<JsonNode>(JsonNode body))) {
                return read.map(_ -> new Whole<>(List.of(), 0));
            }
            if (!rowsOfPage.rows().stream().allMatch(bound::takes)) {
                return new CloudResult.Indeterminate<>(bound.told());
            }
            announced = Math.max(announced, body.path("count").asLong(0));
            rowsOfPage.rows().forEach(row -> found.put(id.apply(row), row));
            boolean hasNothingNew = found.size() + leftOut.count() == before;
            came += hasNothingNew ? 0 : rowsOfPage.size();
            if (page > 1 && size > 1 && rowsOfPage.size() == sizeOf(body) && hasNothingNew) {
                return new CloudResult.Indeterminate<>(
                        "page %d of a list is the same page again, so the rest of it is not known".formatted(page));
            }
            if (hasNothingNew || tellsSize(body) && rowsOfPage.size() < sizeOf(body)) {
                return came < announced
                        ? cutShort(came, announced)
                        : new CloudResult.Ok<>(new Whole<>(List.copyOf(found.values()), page));
            }
        }
        return new CloudResult.Indeterminate<>("the pages of a list do not end (" + MOST_PAGES + " read)");
    }

    private static boolean tellsSize(JsonNode body) {
        return body.path("page_size").asInt(0) > 0;
    }

    private int sizeOf(JsonNode body) {
        return tellsSize(body) ? Math.min(size, body.path("page_size").asInt()) : size;
    }

    private CloudResult<Whole<T>> cutShort(long came, long announced) {
        return new CloudResult.Indeterminate<>(
                "a list that was cut short: %d rows came, and Hyperstack counts %d".formatted(came, announced));
    }
}
