package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Keystone and Nova: one key that names the kind of error, with code and message below it. */
final class OpenStackDialect implements Dialect {

    private static final String VERSION = "OpenStack-API-Version";
    private static final String PLACEMENT_IS_DOWN = """
            Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.
            <class 'nova.exception.PlacementAPIConnectFailure'>""";

    @Override
    public Response error(Request request, int status) {
        return request.path().startsWith("/v3")
                ? fault(
                        request,
                        "error",
                        status,
                        "An unexpected error prevented the server from fulfilling your request.")
                : fault(request, "computeFault", status, PLACEMENT_IS_DOWN);
    }

    @Override
    public Response conflict(Request request) {
        return fault(
                request,
                request.path().startsWith("/v3") ? "error" : "conflictingRequest",
                409,
                "Conflict occurred: another change is in progress, and this one was not made.");
    }

    @Override
    public Response tooMany(Request request, Duration wait) {
        return limited(request, 429, wait);
    }

    /** Compute API guide, "Limits": 413 overLimit, before 429 took its place. */
    @Override
    public Response overLimit(Request request, Duration wait) {
        return limited(request, 413, wait);
    }

    private static Response limited(Request request, int status, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return fault(request, "overLimit", status, "This request was rate-limited.")
                .with("Retry-After", Long.toString(seconds));
    }

    private static Response fault(Request request, String key, int status, String message) {
        ObjectNode fault = Json.object().put("code", status).put("message", message);
        Response response = Response.refusal(status, Json.object().set(key, fault));
        return request.header(VERSION)
                .map(version -> response.with(VERSION, version).with("Vary", VERSION))
                .orElse(response);
    }
}
