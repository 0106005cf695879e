package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** The error responses of one of the simulated services. */
interface Dialect {

    Response error(Request request, int status);

    /** 429, with Retry-After if the service sends it. */
    Response tooMany(Request request, Duration wait);

    /** The response of old versions to too many requests. */
    default Response overLimit(Request request, Duration wait) {
        return tooMany(request, wait);
    }

    default Response conflict(Request request) {
        return error(request, 409);
    }

    /** An error in a response with status 200. */
    default Response errorIn200(Request request) {
        return error(request, 500);
    }

    static Dialect of(Request request) {
        String path = request.path();
        if (path.startsWith("/hyperstack/")) {
            return new HyperstackDialect();
        }
        if (path.startsWith("/netbox/")) {
            return new NetboxDialect();
        }
        if (path.startsWith("/runpod/")) {
            return new GraphQlDialect();
        }
        return path.startsWith("/network/") ? new NeutronDialect() : new OpenStackDialect();
    }

    /** NetBox: JSON for its own errors, HTML pages of the proxy in front of it for others. */
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
                                            .put(
                                                    "message",
                                                    "Request Failed: internal server error while processing it.")
                                            .put("detail", "")));
        }

        @Override
        public Response tooMany(Request request, Duration wait) {
            return error(request, 429);
        }
    }

    /** RunPod: errors[] and null data, with any status. */
    final class GraphQlDialect implements Dialect {

        @Override
        public Response error(Request request, int status) {
            return Response.json(status, errors("Something went wrong. Please try again later."));
        }

        @Override
        public Response tooMany(Request request, Duration wait) {
            return Response.json(429, errors("Too many requests."));
        }

        @Override
        public Response errorIn200(Request request) {
            return Response.json(200, errors("Something went wrong. Please try again later."));
        }

        private static ObjectNode errors(String message) {
            ObjectNode error = Json.object()
                    .put("message", message)
                    .set("extensions", Json.object().put("code", "INTERNAL_SERVER_ERROR"));
            return Json.object().set("errors", Json.array().add(error)).putNull("data");
        }
    }
}
