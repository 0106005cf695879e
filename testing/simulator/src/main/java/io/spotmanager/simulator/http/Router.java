package io.spotmanager.simulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the handler for a method and a path such as {@code /v2.1/servers/{id}}; the first matching route wins.
 *
 * @param <H> the kind of handler
 */
public final class Router<H> {

    /** The result of a look-up. */
    public sealed interface Match<H> {
        record Found<H>(H handler, Map<String, String> parameters) implements Match<H> {}

        record WrongMethod<H>() implements Match<H> {}

        record NoSuchPath<H>() implements Match<H> {}
    }

    private record Route<H>(String method, List<String> segments, H handler) {}

    private final List<Route<H>> routes = new ArrayList<>();

    public Router<H> route(String method, String template, H handler) {
        routes.add(new Route<>(method, segments(template), handler));
        return this;
    }

    public Match<H> find(String method, String path) {
        List<String> segments = segments(path);
        boolean known = false;
        for (Route<H> route : routes) {
            if (fits(route.segments(), segments)) {
                if (route.method().equals(method)) {
                    return new Match.Found<>(route.handler(), parameters(route.segments(), segments));
                }
                known = true;
            }
        }
        return known ? new Match.WrongMethod<>() : new Match.NoSuchPath<>();
    }

    private static boolean fits(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isParameter(template.get(i)) && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(List<String> template, List<String> path) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String name = template.get(i);
            if (isParameter(name)) {
                parameters.put(name.substring(1, name.length() - 1), path.get(i));
            }
        }
        return parameters;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }
}
