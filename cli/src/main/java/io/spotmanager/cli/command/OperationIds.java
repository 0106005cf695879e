package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds an operation by its id, or by the beginning of it if that is enough. */
final class OperationIds {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f][0-9a-f-]{5,35}");

    private OperationIds() {}

    /** Returns the operation as the gateway shows it, with its history. */
    static OperationSeen find(Gateway gateway, String written) {
        var id = written.toLowerCase(Locale.ROOT);
        return new OperationSeen(
                gateway.get("/api/operations/" + (ID.matcher(id).matches() ? id : whole(gateway, id)))
                        .json());
    }

    private static String whole(Gateway gateway, String beginning) {
        if (!BEGINNING.matcher(beginning).matches()) {
            throw CommandFailure.usage(
                    "ID must be the id of an operation, or its first characters, at least six; it is \"%s\". spot ops lists them."
                            .formatted(beginning));
        }
        var found = gateway.get("/api/operations?limit=100&q=" + Gateway.encoded(beginning))
                .json()
                .path("items")
                .valueStream()
                .map((JsonNode operation) -> Answer.text(operation, "id"))
                .filter(id -> id.startsWith(beginning))
                .toList();
        if (found.size() != 1) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    found.isEmpty()
                            ? "There is no operation whose id begins with %s. spot ops lists them.".formatted(beginning)
                            : "%d operations begin with %s: write more of the id.".formatted(found.size(), beginning));
        }
        return found.getFirst();
    }
}
