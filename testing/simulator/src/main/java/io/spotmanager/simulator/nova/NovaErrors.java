package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;

/** Refusals in Nova's shape: one key that names the kind, with code and message below it. */
final class NovaErrors {

    private NovaErrors() {}

    static Response badRequest(String message) {
        return of("badRequest", 400, message);
    }

    static Response forbidden(String policy) {
        return of("forbidden", 403, "Policy doesn't allow os_compute_api:" + policy + " to be performed.");
    }

    static Response notFound(String message) {
        return of("itemNotFound", 404, message);
    }

    static Response wrongMethod(String method) {
        return of("badMethod", 405, "The method " + method + " is not allowed for this resource.");
    }

    static Response conflict(String message) {
        return of("conflictingRequest", 409, message);
    }

    /** 500 with the name of the exception, as Nova answers for an error that it did not foresee. */
    static Response unexpected(String exception) {
        return of(
                "computeFault",
                500,
                "Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log"
                        + " if possible.\n<class '" + exception + "'>");
    }

    static Response of(String key, int status, String message) {
        return Response.refusal(
                status, Json.object().set(key, Json.object().put("code", status).put("message", message)));
    }
}
