package io.spotmanager.simulator.http;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One call to a simulated service.
 *
 * @param path the decoded path, without the query
 * @param base scheme, host and port as the caller named them, without a slash at the end
 * @param body the body as text, empty if there is none
 * @param sideEffects the side-effect faults of the call by name, with the time of each
 */
public record Request(
        String method,
        String path,
        Query query,
        Headers headers,
        String base,
        String body,
        Map<String, Duration> sideEffects) {

    /** A call without faults. */
    public Request(String method, String path, Query query, Headers headers, String base, String body) {
        this(method, path, query, headers, base, body, Map.of());
    }

    /** Returns the call with these side-effect faults instead. */
    public Request withSideEffects(Map<String, Duration> others) {
        return new Request(method, path, query, headers, base, body, Map.copyOf(others));
    }

    /** Returns the call with another query. */
    public Request asking(Query other) {
        return new Request(method, path, other, headers, base, body, sideEffects);
    }

    /** Returns the time of the side-effect fault of that name; empty if the call has none. */
    public Optional<Duration> sideEffectFault(String name) {
        return Optional.ofNullable(sideEffects.get(name));
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
