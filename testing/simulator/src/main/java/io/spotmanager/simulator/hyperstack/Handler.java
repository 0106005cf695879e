package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.util.Map;

/** Answers one kind of call; may throw {@link Refused}. */
@FunctionalInterface
interface Handler {

    Response handle(Request request, Map<String, String> parameters);

    /** Returns the number in the path; throws {@link Refused} with 404 if it is no number. */
    static long id(Map<String, String> parameters) {
        String text = String.valueOf(parameters.get("id"));
        if (!text.matches("[0-9]{1,15}")) {
            throw new Refused(Envelope.notFound("Not found: " + text));
        }
        return Long.parseLong(text);
    }
}
