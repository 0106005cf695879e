package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.util.Map;

/** Answers one kind of call; may also end it by throwing {@link Refused}. */
@FunctionalInterface
interface Handler {

    Response handle(Request request, Map<String, String> parameters);

    /** The number in the path; one that is no number is an address that nobody serves. */
    static long id(Map<String, String> parameters) {
        String text = String.valueOf(parameters.get("id"));
        if (!text.matches("[0-9]{1,15}")) {
            throw new Refused(Envelope.notFound("Not found: " + text));
        }
        return Long.parseLong(text);
    }
}
