package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts lists into pages; a page that is longer than the limit is shortened. */
final class NetboxPage {

    static final String FOREIGN_NEXT = "foreign-next";

    private static final int USUAL = 50;
    private static final String INSIDE = "http://netbox.inside:8001/api";

    private final Request request;
    private final int longest;

    /** @param longest rows in the longest page */
    NetboxPage(Request request, int longest) {
        this.request = request;
        this.longest = longest;
    }

    <T> ObjectNode of(List<T> rows, Function<T, ObjectNode> view) {
        int limit = limit();
        int offset = Math.min(number("offset", 0), rows.size());
        int end = Math.min(rows.size(), offset + limit);
        ArrayNode results = Json.array();
        rows.subList(offset, end).forEach(row -> results.add(view.apply(row)));
        return Json.object()
                .put("count", rows.size())
                .put("next", end < rows.size() ? link(limit, end) : null)
                .put("previous", offset > 0 ? link(limit, Math.max(0, offset - limit)) : null)
                .set("results", results);
    }

    private int limit() {
        int limit = number("limit", USUAL);
        return limit == 0 ? longest : Math.min(limit, longest);
    }

    /** Ignores a value that is no number. */
    private int number(String name, int usual) {
        String text = request.query().get(name).orElse("");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : usual;
    }

    /** The address that NetBox assumes; behind some proxies clients cannot reach it. */
    private String link(int limit, int offset) {
        String query = request.query()
                .with("limit", Integer.toString(limit))
                .with("offset", Integer.toString(offset))
                .encoded();
        String url = request.sideEffectFault(FOREIGN_NEXT).isPresent()
                ? INSIDE + request.path().substring((NetboxApi.PREFIX + "/api").length())
                : request.url();
        return url + "?" + query;
    }
}
