package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;

/** NetBox: its own failures are told in JSON; what stands in front of it answers with pages. */
final class NetboxDialect implements Dialect {

    private static final int OWN_FAILURE = 500;

    @Override
    public Response error(Request request, int status) {
        if (status > OWN_FAILURE) {
            return Response.html(status, "Bad Gateway", "The server returned an invalid or incomplete response.");
        }
        return status < OWN_FAILURE
                ? Response.json(status, Json.object().put("detail", "Scripted: refused with " + status + "."))
                : Response.json(
                        status,
                        Json.object()
                                .put("error", "server closed the connection unexpectedly")
                                .put("exception", "OperationalError")
                                .put("netbox_version", "4.6.8")
                                .put("python_version", "3.12.3"));
    }

    @Override
    public Response tooMany(Request request, Duration wait) {
        return Response.html(429, "Too Many Requests", "Please slow down.");
    }
}
