package io.spotmanager.simulator.netbox;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.util.Locale;
import java.util.Optional;

/** The valid tokens; all are read-only. */
public final class NetboxKeys {

    /** A token of the first kind. */
    public static final String FIRST_KIND = "5117a7e5117a7e5117a7e5117a7e5117a7e5117a";

    /** A token of the second kind, which NetBox before 4.5 does not know. */
    public static final String SECOND_KIND = "nbt_5117a7e.b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1";

    private static final String SECOND_PREFIX = "nbt_";

    private NetboxKeys() {}

    /** Returns the error for an invalid token: NetBox answers 403 where others answer 401. */
    static Optional<Response> refusal(Request request) {
        String[] words = request.header("Authorization").orElse("").split(" ", 2);
        String word = words[0].toLowerCase(Locale.ROOT);
        boolean known = word.equals("token")
                || (word.equals("bearer") && NetboxVersion.of(request).knowsBearer());
        if (words.length < 2 || !known) {
            return Optional.of(detail(403, "Authentication credentials were not provided."));
        }
        String key = words[1];
        if (key.equals(FIRST_KIND) || key.equals(SECOND_KIND)) {
            return Optional.empty();
        }
        return Optional.of(detail(403, key.startsWith(SECOND_PREFIX) ? "Invalid v2 token" : "Invalid v1 token"));
    }

    static Response detail(int status, String text) {
        return Response.json(status, Json.object().put("detail", text));
    }
}
