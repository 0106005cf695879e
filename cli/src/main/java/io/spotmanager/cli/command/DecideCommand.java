package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.NearestName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decide",
        description =
                "Decides what an operation does next. Without ACTION it lists what the gateway offers for it now, with what each does.")
final class DecideCommand extends GatewayCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The operation's id, or the first characters of it.")
    String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "Such as retry, roll-back, skip, adopt or cancel.")
    @Nullable
    String action;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it is kept in the history. Without it you are asked.")
    @Nullable
    String reason;

    @Option(names = "--wait", description = "Waits until it has ended or needs a person again.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "With --wait: the longest time, such as 10m. Then it ends with 124.")
    @Nullable
    Duration timeout;

    @Override
    ExitCode run(Gateway gateway) {
        var operation = OperationIds.find(gateway, id);
        if (action == null) {
            report().item(operation.json());
            say(operation.progress());
            OpCommand.offers(operation).forEach(this::say);
            if (operation.actions().isEmpty()) {
                note("The gateway offers nothing to decide for it now.");
            }
            return ExitCode.DONE;
        }
        var chosen = chosen(operation, action);
        note("%s: %s".formatted(chosen.word(), chosen.sentence()));
        var why = reason != null ? reason : terminal().ask("Reason:").orElse("");
        if (why.isBlank()) {
            throw wrong("--reason must say why: it goes on record.");
        }
        decide(gateway, operation, chosen, why);
        note("asked for: %s".formatted(chosen.word()));
        if (!wait) {
            report().item(OperationIds.find(gateway, operation.id()).json());
            say("Watch it with: spot op %s --wait".formatted(operation.id()));
            return ExitCode.DONE;
        }
        var seen = new OperationWatch(gateway, surroundings(), timeout).follow(List.of(operation.id()));
        report().item(seen.operations().getFirst().json());
        say(seen.operations().getFirst().progress());
        return seen.exit();
    }

    private static OperationSeen.Action chosen(OperationSeen operation, String written) {
        var offered = operation.actions();
        return offered.stream().filter(one -> one.is(written)).findFirst().orElseThrow(() -> {
            var names = offered.stream().map(OperationSeen.Action::word).toList();
            return new CommandFailure(
                    ExitCode.REFUSED,
                    names.isEmpty()
                            ? "Operation %s is %s; the gateway offers nothing to decide for it now."
                                    .formatted(operation.id(), operation.state())
                            : "ACTION: %s is not offered for this operation now, but %s%s"
                                    .formatted(written, String.join(", ", names), NearestName.hint(written, names)));
        });
    }

    /** The state and its time go along, so that it decides what was seen and nothing that came later. */
    private void decide(Gateway gateway, OperationSeen operation, OperationSeen.Action chosen, String why) {
        var body = HostCommand.object()
                .put("reason", why)
                .put("state", operation.state())
                .put("entered_at", operation.text("entered_at"));
        var path = "/api/operations/%s/%s".formatted(Gateway.encoded(operation.id()), Gateway.encoded(chosen.word()));
        try {
            sent(gateway, path, body.toString());
        } catch (CommandFailure failure) {
            if (failure.code() != ExitCode.UNREACHABLE) {
                throw failure;
            }
            var now = OperationIds.find(gateway, operation.id());
            var isAsked = chosen.is(now.text("pending_action"));
            var isAsBefore = now.state().equals(operation.state())
                    && now.text("entered_at").equals(operation.text("entered_at"))
                    && now.text("pending_action").isEmpty();
            if (isAsBefore) {
                sent(gateway, path, body.toString());
            } else if (!isAsked) {
                throw new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "The answer was lost, and the operation is %s by now: spot op %s says who asked for what."
                                .formatted(now.state(), now.id()));
            }
        }
    }

    private static void sent(Gateway gateway, String path, String body) {
        Answer answer = gateway.post(path, body, "application/json");
        if (!answer.isSuccess()) {
            throw Refusals.of(answer, gateway.connection());
        }
    }
}
