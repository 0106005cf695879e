package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.util.Map;
import java.util.stream.Collectors;

/** What the gateway refuses, in the words of the command line. */
public final class Refusals {
    /** The option in which a field of a request was given. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("host", "HOST"),
            Map.entry("hostname", "HOST"),
            Map.entry("source_aggregate", "--from"),
            Map.entry("target_aggregate", "--to"),
            Map.entry("acknowledge", "--acknowledge"),
            Map.entry("reason", "--reason"),
            Map.entry("batch_id", "--batch"),
            Map.entry("when", "--when-empty"),
            Map.entry("deadline", "--deadline"),
            Map.entry("image_name", "--image"),
            Map.entry("image_id", "--image-id"),
            Map.entry("at_once", "--at-once"),
            Map.entry("stop_after_failures", "--stop-after-failures"),
            Map.entry("limit", "--limit"),
            Map.entry("state", "--state"));

    private Refusals() {}

    /** Returns the answer if it is a success that can be read. */
    static Answer required(Answer answer, Connection connection) {
        if (answer.isSuccess() && !answer.json().isMissingNode()) {
            return answer;
        }
        throw of(answer, connection);
    }

    /** Returns what a person and a script are told of an answer that is no success. */
    public static CommandFailure of(Answer answer, Connection connection) {
        var status = answer.status();
        var code = status == 401 || status == 403
                ? ExitCode.NOT_ALLOWED
                : status / 100 == 4 && status != 429 ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
        if (!answer.text("type").startsWith("urn:spot-manager:")) {
            return new CommandFailure(code, stranger(answer, connection), answer.json());
        }
        var fields = answer.json()
                .path("errors")
                .valueStream()
                .map(error -> "%s %s".formatted(option(Answer.text(error, "field")), Answer.text(error, "message")))
                .collect(Collectors.joining("; "));
        var sentence = fields.isEmpty() ? answer.text("detail") : fields + ".";
        var operation = answer.text("operation");
        return new CommandFailure(
                code,
                sentence
                        + (operation.isEmpty() ? "" : " Its operation: spot op " + operation)
                        + (status == 401
                                ? " (The log-in came from %s.)"
                                        .formatted(connection.login().from())
                                : ""),
                answer.json());
    }

    /** Something before the gateway has answered, or it is another program. */
    private static String stranger(Answer answer, Connection connection) {
        var type = answer.headers().firstValue("Content-Type").orElse("no content");
        return answer.status() / 100 == 3
                ? "%s sends the request on to %s: use the address that answers by itself."
                        .formatted(
                                connection.address(),
                                answer.headers().firstValue("Location").orElse("another address"))
                : "%s answers %d with %s, as no Spot Manager does: check the address, with its path if a proxy gives it one."
                        .formatted(connection.address(), answer.status(), type);
    }

    private static String option(String field) {
        return OPTIONS.getOrDefault(field, field);
    }
}
