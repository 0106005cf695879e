package io.spotmanager.simulator.http;

import com.sun.net.httpserver.Headers;
import java.util.Optional;

/**
 * One call as a simulated service sees it.
 *
 * @param path the decoded path, without the query
 * @param base scheme, host and port as the caller named them, without a slash at the end
 * @param body the body as text, empty if there is none
 */
public record Request(String method, String path, Query query, Headers headers, String base, String body) {

    /** The first header of that name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The path with its query, as it would stand in a request line. */
    public String target() {
        return query.values().isEmpty() ? path : path + "?" + query.encoded();
    }

    /** The path that {@link #base} and the service's own links continue with. */
    public String url() {
        return base + path;
    }
}
