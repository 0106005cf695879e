package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Request;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a rule is about; what is null fits every call.
 *
 * @param path a regular expression to be found in the path, or in the path with its query
 * @param body a regular expression to be found in the body
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
