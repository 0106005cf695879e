package io.spotmanager.simulator.http;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One call as a simulated service sees it.
 *
 * @param path the decoded path, without the query
 * @param base scheme, host and port as the caller named them, without a slash at the end
 * @param body the body as text, empty if there is none
 * @param twists how the script wants the call to turn out, by the twist's name, with the time each one takes
 */
public record Request(
        String method,
        String path,
        Query query,
        Headers headers,
        String base,
        String body,
        Map<String, Duration> twists) {

    /** A call that nobody meddles with. */
    public Request(String method, String path, Query query, Headers headers, String base, String body) {
        this(method, path, query, headers, base, body, Map.of());
    }

    /** The same call with these twists and no others. */
    public Request twisted(Map<String, Duration> others) {
        return new Request(method, path, query, headers, base, body, Map.copyOf(others));
    }

    /** The same call with another query. */
    public Request asking(Query other) {
        return new Request(method, path, other, headers, base, body, twists);
    }

    /** The time that goes with a twist; empty if the script wants none of that name. */
    public Optional<Duration> sideEffectFault(String name) {
        return Optional.ofNullable(twists.get(name));
    }

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The path with its query, as it would stand in a request line. */
    public String target() {
        return query.parameters().isEmpty() ? path : path + "?" + query.encoded();
    }

    /** The path that {@link #base} and the service's own links continue with. */
    public String url() {
        return base + path;
    }
}
