package io.spotmanager.gateway.commandline;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * How a command ended.
 *
 * @param code of the process
 */
public record CommandResult(int code, String text) {
    private static final int NOT_DONE = 2;

    /** The gateway could not be asked, or what was asked for is not understood. */
    public static CommandResult notDone(String text) {
        return new CommandResult(NOT_DONE, text);
    }

    /** @param told the problem that the gateway answered with */
    public static CommandResult refused(HttpResponse<String> answer, JsonNode told) {
        var fields = told.path("errors")
                .valueStream()
                .map(error -> "%s %s"
                        .formatted(
                                error.path("field").asString(""),
                                error.path("message").asString("")))
                .collect(Collectors.joining(", "));
        return notDone("%d: %s"
                .formatted(
                        answer.statusCode(),
                        fields.isEmpty() ? told.path("detail").asString(answer.body()) : fields));
    }

    /** Prints the text and ends the process. */
    public void end() {
        (code == NOT_DONE ? System.err : System.out).println(text);
        System.exit(code);
    }
}
