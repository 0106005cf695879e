package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.Table;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "op",
        description =
                "Shows an operation with its history and what a person can decide. Ends as the operation did: 0, 1 or 6; 0 while it is under way.")
final class OpCommand extends GatewayCommand {
    @Parameters(paramLabel = "ID", description = "Its id, or the first characters of it.")
    String id = "";

    @Option(names = "--wait", description = "Waits until it has ended or needs a person.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "With --wait: the longest time, such as 10m. Then it ends with 124.")
    @Nullable
    Duration timeout;

    @Override
    ExitCode run(Gateway gateway) {
        if (timeout != null && !wait) {
            throw wrong("--timeout says how long to wait: add --wait.");
        }
        var operation = OperationIds.find(gateway, id);
        var timeOver = false;
        if (wait && !operation.isOver()) {
            var seen = new OperationWatch(gateway, surroundings(), timeout).follow(List.of(operation.id()));
            operation = seen.operations().getFirst();
            timeOver = seen.timeOver();
        }
        report().item(operation.json());
        if (!json) {
            show(operation);
        }
        return timeOver ? ExitCode.TIME_OVER : operation.isOver() ? operation.exit() : ExitCode.DONE;
    }

    private void show(OperationSeen operation) {
        line("operation", operation.id());
        line("kind", operation.kind());
        line("host", operation.host());
        line("route", operation.route());
        line("state", operation.state());
        line("since", operation.text("entered_at"));
        line("asked by", operation.text("requested_by"));
        line("reason", operation.text("reason"));
        line("batch", operation.text("batch_id"));
        line("cause", operation.text("cause"));
        line("waits for", operation.text("waiting_for"));
        line("asked for", operation.text("pending_action"));
        operation.warnings().forEach(warning -> line("warning", warning));
        var table = new Table("TIME", "EVENT", "STATE", "BY", "WHY");
        operation
                .json()
                .path("steps")
                .valueStream()
                .forEach(step -> table.row(
                        Answer.text(step, "at"),
                        Answer.text(step, "event"),
                        Answer.text(step, "to_state"),
                        Answer.text(step, "actor"),
                        why(step)));
        if (!table.isEmpty()) {
            terminal().line("");
            terminal().table(table);
        }
        if (operation.needsPerson()) {
            terminal().line("");
            offers(operation).forEach(terminal()::line);
        }
    }

    private static String why(JsonNode step) {
        var detail = step.path("detail");
        return Stream.of("why", "reason")
                .map(member -> Answer.text(detail, member))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            terminal().line("%-10s %s".formatted(name, value));
        }
    }

    /** Returns a line for each action, with what it does. An action that is not described does the same as one that is, if any is. */
    static List<String> offers(OperationSeen operation) {
        var all = operation.actions();
        var described = all.stream().filter(OperationSeen.Action::isDescribed).toList();
        return (described.isEmpty() ? all : described)
                .stream()
                        .map(action -> "spot decide %s %s%s   %s"
                                .formatted(
                                        operation.id(),
                                        action.word(),
                                        action.recommended() ? " (recommended)" : "",
                                        action.sentence()))
                        .toList();
    }
}
