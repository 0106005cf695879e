package io.spotmanager.simulator.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call and its outcome.
 *
 * @param path with the query
 * @param body what was sent, cut after 2000 characters; never that of a log-in, which holds a password
 * @param status null if the caller got no answer
 * @param fault the scripted fault of the call, or null
 * @param micros time from the request being read to the answer being ready, in microseconds
 */
public record Call(
        Instant at,
        String method,
        String path,
        String body,
        @Nullable Integer status,
        @Nullable String fault,
        long micros) {

    private static final int KEPT = 2000;

    static Call of(Request request, Answer answer, Instant at, long micros) {
        String sent = request.path().startsWith("/v3") ? "" : request.body();
        String body = sent.length() > KEPT ? sent.substring(0, KEPT) : sent;
        Integer status = switch (answer) {
            case Answer.Reply(Response response, var fault) -> response.status();
            case Answer.Flood flood -> HttpFront.FLOODS_WITH;
            case Answer.Silence silence -> null;
        };
        return new Call(at, request.method(), request.target(), body, status, answer.fault(), micros);
    }
}
