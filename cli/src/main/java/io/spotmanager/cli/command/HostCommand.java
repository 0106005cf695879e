package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command about one host or several, each of which becomes an operation of its own. */
abstract class HostCommand extends GatewayCommand {
    private static final int LONGEST_KEY = 100;

    @Parameters(arity = "1..*", paramLabel = "HOST", description = "Compute hosts, as Nova spells them.")
    List<String> hosts = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    @Nullable
    String reason;

    @Option(names = "--wait", description = "Waits until the operations have ended, and ends with their result.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "With --wait: the longest time, such as 10m. Then it ends with 124.")
    @Nullable
    Duration timeout;

    @Option(
            names = "--dry-run",
            description = "Shows each rule with its result and what would be done. Changes nothing.")
    boolean dryRun;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "With the same key it is done once, however often it is sent. Else a new one each time.")
    @Nullable
    String key;

    @Option(names = "--batch", paramLabel = "NAME", description = "A name for what belongs together.")
    @Nullable
    String batch;

    /** Returns the body of the request about that host, without what all have in common. */
    abstract ObjectNode body(String host);

    abstract String path();

    abstract String previewPath();

    /** Says what is wrong with the options before anything is sent. */
    void validate(Gateway gateway) {}

    @Override
    final ExitCode run(Gateway gateway) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw wrong("--key must have 1 to %d characters.".formatted(LONGEST_KEY));
        }
        if (timeout != null && !wait) {
            throw wrong("--timeout says how long to wait: add --wait.");
        }
        validate(gateway);
        var all = List.copyOf(new LinkedHashSet<>(hosts));
        return dryRun ? preview(gateway, all) : execute(gateway, all);
    }

    private ExitCode preview(Gateway gateway, List<String> all) {
        var exit = ExitCode.DONE;
        for (var host : all) {
            var answer = gateway.post(previewPath(), whole(host).toString(), "application/json");
            if (!answer.isSuccess()) {
                var failure = named(gateway, host, Refusals.of(answer, gateway.connection()));
                failed(host, failure);
                exit = exit.and(failure.code());
                continue;
            }
            report().item(answer.json());
            exit = exit.and(answer.json().path("allowed").asBoolean(false) ? ExitCode.DONE : ExitCode.REFUSED);
            if (!json) {
                show(host, answer);
            }
        }
        return exit;
    }

    private void show(String host, Answer preview) {
        terminal()
                .line("%s: %s"
                        .formatted(host, preview.json().path("allowed").asBoolean(false) ? "allowed" : "REFUSED"));
        var table = new Table("RESULT", "CHECK", "TEXT");
        preview.json()
                .path("checks")
                .valueStream()
                .forEach(check -> table.row(
                        Answer.text(check, "result"), Answer.text(check, "name"), Answer.text(check, "text")));
        terminal().table(table);
        preview.json()
                .path("commands")
                .valueStream()
                .forEach(command -> terminal().line("$ " + command.asString("")));
        preview.json()
                .path("acknowledge")
                .valueStream()
                .forEach(word -> terminal().line("It needs --acknowledge %s.".formatted(word.asString(""))));
        preview.json().path("approval").valueStream().forEach(rule -> terminal().line(Answer.text(rule, "text")));
    }

    private ExitCode execute(Gateway gateway, List<String> all) {
        var exit = ExitCode.DONE;
        var base = key == null ? UUID.randomUUID().toString() : key;
        var begun = new LinkedHashMap<String, String>();
        for (var host : all) {
            try {
                exit = exit.and(begin(gateway, host, base, begun));
            } catch (CommandFailure failure) {
                failed(host, failure);
                exit = exit.and(failure.code());
                if (failure.code() == ExitCode.UNREACHABLE || failure.code() == ExitCode.NOT_ALLOWED) {
                    all.stream()
                            .skip(all.indexOf(host) + 1L)
                            .forEach(rest -> failed(rest, new CommandFailure(failure.code(), "not sent.")));
                    break;
                }
            }
        }
        if (begun.isEmpty()) {
            return exit;
        }
        return wait ? exit.and(follow(gateway, begun)) : exit;
    }

    private ExitCode follow(Gateway gateway, LinkedHashMap<String, String> begun) {
        var seen = new OperationWatch(gateway, surroundings(), timeout).follow(List.copyOf(begun.values()));
        seen.operations().forEach(operation -> {
            report().item(operation.json());
            say("%s %s: %s%s"
                    .formatted(
                            operation.kind(),
                            operation.host(),
                            operation.state(),
                            operation.why().isEmpty() ? "" : ". " + operation.why()));
            operation.warnings().forEach(warning -> note("%s: %s".formatted(operation.host(), warning)));
            if (operation.needsPerson()) {
                note("A person has to decide: spot decide %s".formatted(operation.id()));
            }
        });
        if (seen.timeOver()) {
            note("The time is over. "
                    + OperationWatch.goesOn(seen.operations().stream()
                            .filter(operation -> !operation.isOver())
                            .map(OperationSeen::id)
                            .toList()));
        }
        return seen.exit();
    }

    private ExitCode begin(Gateway gateway, String host, String base, LinkedHashMap<String, String> begun) {
        var again =
                "Whether the command for %s was accepted is not known. Look with: spot ops --host %1$s. Sent again with --key %s it is done once."
                        .formatted(host, base);
        surroundings()
                .parting()
                .set(Stream.concat(
                                begun.values().stream().map(id -> OperationWatch.goesOn(List.of(id))), Stream.of(again))
                        .reduce("%s\n%s"::formatted)
                        .orElse(again));
        try {
            var answer = gateway.postOnce(path(), whole(host).toString(), base + "/" + host);
            if (!answer.isSuccess()) {
                var failure = Refusals.of(answer, gateway.connection());
                throw failure.code() == ExitCode.UNREACHABLE
                        ? new CommandFailure(failure.code(), failure.sentence() + " " + again, failure.problem())
                        : named(gateway, host, failure);
            }
            return accepted(host, answer, begun);
        } catch (CommandFailure failure) {
            throw failure.problem() == null && failure.sentence().contains("not known")
                    ? new CommandFailure(failure.code(), failure.sentence() + " " + again)
                    : failure;
        } finally {
            surroundings().parting().set("");
        }
    }

    private ExitCode accepted(String host, Answer answer, LinkedHashMap<String, String> begun) {
        var id = answer.text("id");
        if (!id.isEmpty()) {
            begun.put(host, id);
            if (!wait) {
                report().item(answer.json());
                say("%s: accepted as operation %s".formatted(host, id));
            } else {
                note("%s: accepted as operation %s".formatted(host, id));
            }
            return ExitCode.DONE;
        }
        report().item(answer.json());
        say("%s: %s %s".formatted(host, answer.text("state"), answer.text("detail")));
        return answer.json().has("approval") && !answer.json().has("reservation")
                ? ExitCode.NEEDS_PERSON
                : ExitCode.DONE;
    }

    /** Adds the host that was probably meant. */
    private static CommandFailure named(Gateway gateway, String host, CommandFailure failure) {
        return failure.code() != ExitCode.REFUSED
                ? failure
                : new CommandFailure(
                        failure.code(), failure.sentence() + Fleet.hostHint(gateway, host), failure.problem());
    }

    private ObjectNode whole(String host) {
        var body = body(host);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (batch != null) {
            body.put("batch_id", batch);
        }
        return body;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void add(ObjectNode body, String field, List<String> words) {
        if (!words.isEmpty()) {
            var array = body.putArray(field);
            words.forEach(array::add);
        }
    }

    /** Adds that it waits until the host is empty, if it is to. */
    final void whenEmpty(ObjectNode body, WhenEmptyOptions empty) {
        var deadline = empty.deadline;
        if (empty.whenEmpty != (deadline != null)) {
            throw wrong(
                    "--when-empty and --deadline belong together: until when to wait, such as --deadline 8h or --deadline 2027-01-31T18:00:00Z.");
        }
        if (deadline != null) {
            body.put("when", "empty").put("deadline", time(deadline).toString());
        }
    }

    private Instant time(String deadline) {
        try {
            return surroundings().clock().instant().plus(SpotCommands.time(deadline));
        } catch (TypeConversionException _) {
            try {
                return OffsetDateTime.parse(deadline).toInstant();
            } catch (DateTimeParseException e) {
                throw wrong(
                        "--deadline must be a time such as 2027-01-31T18:00:00Z, or how long from now, such as 8h; it is \"%s\"."
                                .formatted(deadline));
            }
        }
    }
}
