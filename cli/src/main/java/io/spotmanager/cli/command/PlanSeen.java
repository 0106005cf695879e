package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Answer;
import io.spotmanager.cli.text.ExitCode;
import io.spotmanager.cli.text.Table;
import io.spotmanager.cli.text.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A plan as the gateway shows it. */
record PlanSeen(JsonNode json) {
    private static final List<String> SCORE =
            List.of("succeeded", "running", "waiting", "needs_person", "failed", "cancelled", "planned");

    String id() {
        return Answer.text(json, "id");
    }

    boolean hasEnded() {
        return Answer.text(json, "state").equals("ENDED");
    }

    boolean isPlanned() {
        return Answer.text(json, "state").equals("PLANNED");
    }

    /** True if a second person has to approve its commit. */
    boolean awaitsApproval() {
        return json.hasNonNull("approval");
    }

    private int count(String what) {
        return json.path("score").path(what).asInt(0);
    }

    /** True if what is open waits for a person. */
    boolean standsStill() {
        return count("needs_person") > 0 && count("running") == 0;
    }

    long allowed() {
        return json.path("items")
                .valueStream()
                .filter(item -> item.path("allowed").asBoolean(false))
                .count();
    }

    int size() {
        return json.path("items").size();
    }

    String progress() {
        var score = SCORE.stream()
                .filter(what -> count(what) > 0)
                .map(what -> "%d %s".formatted(count(what), what.replace('_', ' ')))
                .collect(Collectors.joining(", "));
        var stopped = Answer.text(json, "stopped");
        return "plan %s: %s%s".formatted(id(), score, stopped.isEmpty() ? "" : ". " + stopped);
    }

    ExitCode exit() {
        var failed = count("failed") + count("cancelled") > 0
                || !Answer.text(json, "stopped").isEmpty();
        return count("needs_person") > 0 || awaitsApproval()
                ? ExitCode.NEEDS_PERSON
                : failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    void show(Terminal terminal) {
        terminal.line("plan %s %s %s".formatted(id(), Answer.text(json, "state"), Answer.text(json, "name")));
        var items = new Table("NO", "HOST", "KIND", "ROUTE", "STATE", "ALLOWED", "WHY");
        json.path("items").valueStream().forEach(item -> {
            var operation = new OperationSeen(item);
            items.row(
                    operation.id(),
                    operation.host(),
                    operation.kind(),
                    operation.route(),
                    operation.state(),
                    item.path("allowed").asBoolean(false) ? "yes" : "no",
                    why(item));
        });
        terminal.table(items);
        json.path("cannot")
                .valueStream()
                .forEach(cannot -> terminal.line(
                        "cannot: %s %s".formatted(Answer.text(cannot, "host"), Answer.text(cannot, "why"))));
        var pools = new Table("POOL", "HOSTS", "EMPTY", "GPUS FREE", "GPUS");
        json.path("pools")
                .valueStream()
                .forEach(pool -> pools.row(
                        Answer.text(pool, "pool"),
                        change(pool, "hosts"),
                        change(pool, "empty"),
                        change(pool, "gpus_free"),
                        change(pool, "gpus_total")));
        if (!pools.isEmpty()) {
            terminal.table(pools);
        }
        json.path("pools")
                .valueStream()
                .flatMap(pool -> pool.path("notes").valueStream())
                .map(note -> note.asString(""))
                .distinct()
                .forEach(terminal::line);
    }

    private static String change(JsonNode pool, String what) {
        var before = known(pool.path("before"), what);
        var after = known(pool.path("after"), what);
        return before.equals(after) ? before : before + " > " + after;
    }

    private static String known(JsonNode count, String what) {
        return count.hasNonNull(what) ? Answer.text(count, what) : "not known";
    }

    private static String why(JsonNode item) {
        var note = Answer.text(item, "note");
        return note.isEmpty()
                ? item.path("checks")
                        .valueStream()
                        .filter(check ->
                                List.of("REFUSED", "NEEDS_ACKNOWLEDGEMENT").contains(Answer.text(check, "result")))
                        .map(check -> Answer.text(check, "text"))
                        .collect(Collectors.joining(" "))
                : note;
    }
}
