package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Part of a list.
 *
 * @param last id of the last row if a next page may follow, which is so whenever this one is full
 */
record Page<T>(List<T> rows, Optional<String> last) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]*");

    /**
     * Cuts the page that a call asks for out of all rows.
     *
     * @param all every row, also those that are not to be shown, since each can be a marker
     * @param maxLimit the size that no page exceeds
     * @throws Refused if the limit is no number or the marker unknown
     */
    static <T> Page<T> cut(NovaCall call, List<T> all, Predicate<T> shown, Function<T, String> id, int maxLimit) {
        return cut(call, all, shown, id, maxLimit, "marker [%s] not found");
    }

    /** @param noMarker the message for an unknown marker */
    static <T> Page<T> cut(
            NovaCall call, List<T> all, Predicate<T> shown, Function<T, String> id, int maxLimit, String noMarker) {
        int limit = limit(call, maxLimit);
        int start = call.query()
                .get("marker")
                .map(marker -> after(all, id, marker, noMarker))
                .orElse(0);
        List<T> rows = all.subList(start, all.size()).stream()
                .filter(shown)
                .limit(limit)
                .toList();
        boolean full = !rows.isEmpty() && rows.size() == limit;
        return new Page<>(rows, full ? Optional.of(id.apply(rows.getLast())) : Optional.empty());
    }

    Response answer(NovaCall call, String key, Function<T, JsonNode> view) {
        ArrayNode array = Json.array();
        rows.forEach(row -> array.add(view.apply(row)));
        ObjectNode body = Json.object().set(key, array);
        last.ifPresent(marker -> body.set(key + "_links", Links.next(call.request(), marker)));
        return Response.json(200, body);
    }

    private static int limit(NovaCall call, int maxLimit) {
        String limit = call.query().get("limit").orElse("");
        if (!NUMBER.matcher(limit).matches()) {
            throw new Refused(NovaErrors.badRequest(
                    "Invalid input for query parameters limit. Value: %s. '%s' does not match '^[0-9]*$'"
                            .formatted(limit, limit)));
        }
        return limit.isEmpty() || limit.length() > 9 ? maxLimit : Math.min(maxLimit, Integer.parseInt(limit));
    }

    private static <T> int after(List<T> all, Function<T, String> id, String marker, String noMarker) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(marker)) {
                return i + 1;
            }
        }
        throw new Refused(NovaErrors.badRequest(noMarker.formatted(marker)));
    }
}
