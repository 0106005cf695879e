package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.clouds.http.ListBound;
import io.spotmanager.clouds.rows.LeftOut;
import io.spotmanager.domain.call.CloudResult;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads all pages of a list once. If a page fails, the whole read fails: a partial list looks like hosts that are
 * missing in NetBox.
 *
 * <p>NetBox may return smaller pages than requested, so only a null {@code next} marks the end. Of {@code next} only
 * the query is used, because a proxy may change the host. A row that cannot be read is left out. Pages are read one after
 * the other, and rows deleted meanwhile shift others off a page. The total does not reveal it if as many were added, so
 * each page is asked for with the last row of the page before.
 *
 * @param <T> the result of reading a row
 */
final class NetboxPager<T> {

    private static final int MOST_PAGES = 2000;
    private static final Pattern OFFSET = Pattern.compile("(^|&)offset=([1-9]\\d{0,9})(?=&|$)");

    /**
     * Reads the row with that id; empty for one that does not count. Throws {@link HttpFailure.MalformedResponse} for one that
     * cannot be read.
     */
    interface Reader<T> {
        Optional<T> read(long id, JsonNode row);
    }

    private final Function<String, CloudResult<JsonNode>> fetch;
    private final Reader<T> reader;
    private final LeftOut leftOut = new LeftOut();
    private final BooleanSupplier late;
    private final Map<Long, T> found = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final ListBound bound = new ListBound();
    private long total;

    /** The last row of the page before: the next page begins with it, unless rows moved meanwhile. */
    private @Nullable Long last;

    private boolean moved;

    /**
     * Prepares a read.
     *
     * @param fetch reads the page of a query
     * @param late true if there is no time for another page
     */
    NetboxPager(Function<String, CloudResult<JsonNode>> fetch, Reader<T> reader, BooleanSupplier late) {
        this.fetch = fetch;
        this.reader = reader;
        this.late = late;
    }

    /** Returns the rows by id. */
    CloudResult<Map<Long, T>> from(String first) {
        Optional<String> query = Optional.of(first);
        while (query.isPresent()) {
            if (late.getAsBoolean() || asked.size() == MOST_PAGES || !asked.add(query.get())) {
                return new CloudResult.Indeterminate<>("the pages do not come to an end (" + asked.size() + " read)");
            }
            CloudResult<JsonNode> page = fetch.apply(query.get());
            if (!(page instanceof CloudResult.Ok<JsonNode>(JsonNode read))) {
                return page.map(_ -> Map.of());
            }
            try {
                query = take(read);
            } catch (IllegalArgumentException e) {
                return new CloudResult.Indeterminate<>("a page that makes no sense: " + e.getMessage());
            }
        }
        return new CloudResult.Ok<>(Map.copyOf(found));
    }

    /** True if as many rows arrived as NetBox announced. */
    boolean complete() {
        return !moved && ids.size() + leftOut.count() >= total;
    }

    /** Returns the rows that could not be read. */
    LeftOut leftOut() {
        return leftOut;
    }

    /** @return the query of the next page */
    private Optional<String> take(JsonNode page) {
        JsonNode results = page.path("results");
        JsonNode next = page.path("next");
        if (!results.isArray()) {
            throw new IllegalArgumentException("it has no results");
        }
        if (!next.isString() && !next.isNull()) {
            throw new IllegalArgumentException("it does not say whether another one follows");
        }
        moved |= last != null
                && results.valueStream().noneMatch(row -> row.path("id").asLong(0) == last);
        for (JsonNode row : results) {
            leftOut.read(row, NetboxPager::id).filter(id -> !ids.contains(id)).ifPresent(id -> take(id, row));
        }
        // Null if NetBox pages by cursor; then no row can be shifted off a page.
        total = page.path("count").asLong(0);
        return next.isString() ? Optional.of(following(results, queryOf(next.stringValue()))) : Optional.empty();
    }

    private String following(JsonNode results, String query) {
        Matcher offset = OFFSET.matcher(query);
        JsonNode id = results.path(results.size() - 1).path("id");
        last = offset.find() && id.isIntegralNumber() && id.canConvertToLong() ? Long.valueOf(id.longValue()) : null;
        return last == null
                ? query
                : query.substring(0, offset.start(2))
                        + (Long.parseLong(offset.group(2)) - 1)
                        + query.substring(offset.end(2));
    }

    private void take(long id, JsonNode row) {
        count(id);
        leftOut.read(row, each -> reader.read(id, each)).ifPresent(read -> {
            ids.add(id);
            read.ifPresent(kept -> {
                count(kept);
                found.put(id, kept);
            });
        });
    }

    private static long id(JsonNode row) {
        JsonNode id = row.path("id");
        if (!id.isIntegralNumber() || !id.canConvertToLong()) {
            throw new HttpFailure.MalformedResponse("a row without a number for id");
        }
        return id.longValue();
    }

    private void count(Object kept) {
        if (!bound.takes(kept)) {
            throw new IllegalArgumentException(bound.told());
        }
    }

    private static String queryOf(String next) {
        String query = URI.create(next).getRawQuery();
        if (query == null) {
            throw new IllegalArgumentException("its link to the next page has no query");
        }
        return query;
    }
}
