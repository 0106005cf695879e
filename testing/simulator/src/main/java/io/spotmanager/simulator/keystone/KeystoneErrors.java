package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;

/** Refusals in Keystone's shape, which services that only check tokens use as well. */
public final class KeystoneErrors {

    private static final String LOG_IN_FIRST = "The request you have made requires authentication.";

    private KeystoneErrors() {}

    public static Response of(int status, String title, String message) {
        return Response.json(
                status,
                Json.object()
                        .set(
                                "error",
                                Json.object()
                                        .put("code", status)
                                        .put("message", message)
                                        .put("title", title)));
    }

    /** 401 of Keystone itself. */
    static Response unauthorized(String base) {
        return refusal(base + "/v3").with("Vary", "X-Auth-Token");
    }

    /** 401 of every other service. */
    public static Response unauthorizedElsewhere(String base) {
        return refusal(base);
    }

    private static Response refusal(String uri) {
        return of(401, "Unauthorized", LOG_IN_FIRST).with("WWW-Authenticate", "Keystone uri=\"" + uri + "\"");
    }
}
