package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;

/** Neutron: type, message and detail under one key. */
final class NeutronDialect implements Dialect {

    @Override
    public Response error(Request request, int status) {
        return Response.json(
                status,
                Json.object()
                        .set(
                                "NeutronError",
                                Json.object()
                                        .put("type", "HTTPInternalServerError")
                                        .put("message", "Request Failed: internal server error while processing it.")
                                        .put("detail", "")));
    }

    @Override
    public Response tooMany(Request request, Duration wait) {
        return error(request, 429);
    }
}
