package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.NearestName;
import io.spotmanager.cli.text.Report;
import io.spotmanager.cli.text.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "ops", description = "Lists operations, the newest first.")
final class OpsCommand extends GatewayCommand {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int ID_SHOWN = 13;

    @Option(names = "--state", paramLabel = "STATE", description = "In this state, such as NEEDS_OPERATOR.")
    @Nullable
    String state;

    @Option(names = "--host", paramLabel = "HOST", description = "Of this host.")
    @Nullable
    String host;

    @Option(names = "--kind", paramLabel = "KIND", description = "Such as migration, drain, launch or retire.")
    @Nullable
    String kind;

    @Option(names = "--user", paramLabel = "USER", description = "That this user asked for.")
    @Nullable
    String user;

    @Option(names = "--batch", paramLabel = "NAME", description = "That belong together under this name.")
    @Nullable
    String batch;

    @Option(names = "--open", description = "That have not ended.")
    boolean open;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 1 to 500 (${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(
            names = "--watch",
            description = "Goes on with a line for each change, until Ctrl-C. With --json a document a line.")
    boolean watch;

    @Override
    boolean answersInLines() {
        return watch;
    }

    @Override
    ExitCode run(Gateway gateway) {
        if (limit < 1 || limit > 500) {
            throw wrong("--limit must be from 1 to 500; it is %d.".formatted(limit));
        }
        var items = gateway.get(path()).json().path("items").valueStream().toList();
        if (watch) {
            return watch(gateway, items);
        }
        items.forEach(report()::item);
        if (!json) {
            var table = new Table("ID", "HOST", "KIND", "ROUTE", "STATE", "SINCE", "BY", "WHY");
            items.stream().map(OperationSeen::new).forEach(operation -> row(table, operation));
            terminal().table(table);
        }
        if (items.isEmpty()) {
            note("There are none." + stateHint(gateway));
        } else if (items.size() == limit) {
            note("There may be more: --limit %d shows the newest.".formatted(limit));
        }
        return ExitCode.DONE;
    }

    private String path() {
        var query = new StringBuilder("/api/operations?limit=" + limit);
        Map<String, String> filters = new HashMap<>();
        put(
                filters,
                "state",
                state == null ? null : state.toUpperCase(Locale.ROOT).replace('-', '_'));
        put(filters, "host", host);
        put(filters, "kind", kind);
        put(filters, "user", user);
        put(filters, "batch_id", batch);
        put(filters, "open", open ? "true" : null);
        filters.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(Gateway.encoded(value)));
        return query.toString();
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }

    private void row(Table table, OperationSeen operation) {
        var id = operation.id();
        table.row(
                terminal().width() > 0 && id.length() > ID_SHOWN ? id.substring(0, ID_SHOWN) : id,
                operation.host(),
                operation.kind(),
                operation.route(),
                operation.state(),
                since(operation.text("entered_at")),
                operation.text("requested_by"),
                operation.why());
    }

    private String since(String time) {
        try {
            var gone =
                    Duration.between(Instant.parse(time), surroundings().clock().instant());
            return gone.toMinutes() < 1
                    ? Math.max(0, gone.toSeconds()) + "s"
                    : gone.toHours() < 1
                            ? gone.toMinutes() + "m"
                            : gone.toDays() < 1 ? gone.toHours() + "h" : gone.toDays() + "d";
        } catch (DateTimeParseException e) {
            return time;
        }
    }

    /** A state that no workflow has is most likely misspelt; the gateway cannot know, as an old operation may have it. */
    private String stateHint(Gateway gateway) {
        if (state == null) {
            return "";
        }
        var answer = gateway.get("/api/workflows", Patience.NONE);
        var known = new TreeSet<String>();
        answer.json()
                .path("workflows")
                .valueStream()
                .flatMap(workflow -> workflow.path("states").valueStream())
                .forEach(one -> known.add(one.isObject() ? Answer.text(one, "name") : one.asString("")));
        var wanted = state.toUpperCase(Locale.ROOT).replace('-', '_');
        return known.isEmpty() || known.contains(wanted)
                ? ""
                : " No workflow has the state %s%s".formatted(wanted, NearestName.hint(wanted, known));
    }

    private ExitCode watch(Gateway gateway, List<JsonNode> first) {
        var told = new HashMap<String, String>();
        first.reversed().forEach(operation -> tell(told, operation));
        while (true) {
            Patience.pause(EVERY);
            var answer = gateway.get(path(), Patience.ENDLESS);
            if (!answer.isSuccess()) {
                throw Refusals.of(answer, gateway.connection());
            }
            var items = answer.json().path("items").valueStream().toList();
            items.reversed().forEach(operation -> tell(told, operation));
            var ids = items.stream().map(one -> Answer.text(one, "id")).toList();
            // One that matches no longer has changed: what became of it is told once.
            for (var gone : List.copyOf(told.keySet())) {
                if (!ids.contains(gone)) {
                    var one = gateway.get("/api/operations/" + Gateway.encoded(gone), Patience.ENDLESS);
                    if (one.isSuccess() && items.size() < limit) {
                        tell(told, one.json());
                    }
                    told.remove(gone);
                }
            }
        }
    }

    private void tell(Map<String, String> told, JsonNode json) {
        var operation = new OperationSeen(json);
        var line = operation.progress();
        if (line.equals(told.put(operation.id(), line))) {
            return;
        }
        if (this.json) {
            terminal().json(Report.line(json));
        } else {
            terminal().line("%s  %s".formatted(operation.id(), line));
        }
    }
}
