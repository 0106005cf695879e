package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule: which calls get which fault.
 *
 * @param match null for every call
 * @param status of the error kinds; null: 500
 * @param millis duration of a hang or a latency, or the value of Retry-After; null: 1000
 * @param probability from 0 to 1; null: 1
 * @param times how often it fires at most; null: unlimited
 * @param skip how many matching calls pass before the first fault; null: 0
 */
public record FaultRule(
        @Nullable FaultMatch match,
        FaultKind fault,
        @Nullable Integer status,
        @Nullable Long millis,
        @Nullable Double probability,
        @Nullable Integer times,
        @Nullable Integer skip) {

    private static final int SERVER_ERROR = 500;
    private static final long ONE_SECOND = 1000;

    public int statusOrDefault() {
        return status == null ? SERVER_ERROR : status;
    }

    public Duration pause() {
        return Duration.ofMillis(millis == null ? ONE_SECOND : millis);
    }

    /**
     * The calls of a rule; a null field matches every call.
     *
     * @param path a regular expression for a part of the path, with or without the query
     * @param body a regular expression for a part of the body
     */
    public record FaultMatch(
            @Nullable String method,
            @Nullable Pattern path,
            @Nullable Pattern body) {

        boolean fits(Request request) {
            return (method == null || method.toUpperCase(Locale.ROOT).equals(request.method()))
                    && (path == null
                            || path.matcher(request.path()).find()
                            || path.matcher(request.target()).find())
                    && (body == null || body.matcher(request.body()).find());
        }
    }
}
