package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.time.Duration;

/** The error answers of a cloud in trouble, in the shape of the service that was asked. */
final class SpoiledAnswers {

    private static final int UNAVAILABLE = 503;

    private SpoiledAnswers() {}

    static Response error(Request request, int status) {
        return status == UNAVAILABLE ? page() : Dialect.of(request).error(request, status);
    }

    static Response errorIn200(Request request) {
        return Dialect.of(request).errorIn200(request);
    }

    static Response conflict(Request request) {
        return Dialect.of(request).conflict(request);
    }

    static Response tooMany(Request request, Duration wait) {
        return Dialect.of(request).tooMany(request, wait);
    }

    static Response overLimit(Request request, Duration wait) {
        return Dialect.of(request).overLimit(request, wait);
    }

    static Response page() {
        return Response.html(
                UNAVAILABLE,
                "Service Unavailable",
                "The server is currently unavailable. Please try again at a later time.");
    }
}
