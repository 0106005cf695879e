package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list, by default ten rows; its count is that of the page, not of all rows. */
final class Listing {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Listing() {}

    static <T> Response page(Query query, String key, List<T> rows, Function<T, JsonNode> view) {
        int size = Math.min(MOST, number(query, "pageSize").orElse(USUAL));
        int page = number(query, "page").orElse(1);
        List<T> shown = rows.stream().skip((long) (page - 1) * size).limit(size).toList();
        ArrayNode array = Json.array();
        shown.forEach(row -> array.add(view.apply(row)));
        ObjectNode body = Envelope.ok("Getting " + key + " successful").put("count", shown.size());
        echo(body, "page", number(query, "page"));
        echo(body, "page_size", number(query, "pageSize"));
        return Response.json(200, body.set(key, array));
    }

    /** Returns true if the name contains the search text of the query, or there is none. */
    static boolean finds(Query query, String name) {
        return query.get("search").map(name::contains).orElse(true);
    }

    private static void echo(ObjectNode body, String key, Optional<Integer> value) {
        if (value.isPresent()) {
            body.put(key, value.get());
        } else {
            body.putNull(key);
        }
    }

    private static Optional<Integer> number(Query query, String name) {
        return query.get(name).map(text -> {
            if (!text.matches("[1-9][0-9]{0,6}")) {
                throw new Refused(Envelope.badRequest(name + " must be a positive integer"));
            }
            return Integer.valueOf(text);
        });
    }
}
