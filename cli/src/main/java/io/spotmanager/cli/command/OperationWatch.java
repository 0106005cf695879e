package io.spotmanager.cli.command;

import io.spotmanager.cli.gateway.Gateway;
import io.spotmanager.cli.gateway.Patience;
import io.spotmanager.cli.gateway.Refusals;
import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows operations until each has ended or needs a person. They do not need it: they go on whether somebody looks or not. */
final class OperationWatch {
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Gateway gateway;
    private final Surroundings surroundings;
    private final @Nullable Duration timeout;

    /** @param timeout null to wait for ever */
    OperationWatch(Gateway gateway, Surroundings surroundings, @Nullable Duration timeout) {
        this.gateway = gateway;
        this.surroundings = surroundings;
        this.timeout = timeout;
    }

    /** How the watching ended: the operations as they were seen last, and whether the time was over before all of them had ended. */
    record Seen(List<OperationSeen> operations, boolean timeOver) {
        ExitCode exit() {
            var exit = operations.stream()
                    .filter(OperationSeen::isOver)
                    .map(OperationSeen::exit)
                    .reduce(ExitCode.DONE, ExitCode::and);
            return timeOver ? exit.and(ExitCode.TIME_OVER) : exit;
        }
    }

    /** Blocks until all are over, or the time is. Says each change once on standard error. */
    Seen follow(List<String> ids) {
        surroundings.parting().set(goesOn(ids));
        var seen = new HashMap<String, OperationSeen>();
        var told = new HashMap<String, String>();
        var begin = System.nanoTime();
        var pause = OFTEN;
        try {
            while (true) {
                var changed = false;
                for (var id : ids) {
                    if (!isOver(seen.get(id))) {
                        changed |= look(id, seen, told, begin);
                    }
                }
                var isTimeOver = timeout != null && System.nanoTime() - begin >= timeout.toNanos();
                if (ids.stream().allMatch(id -> isOver(seen.get(id))) || isTimeOver) {
                    return seen(ids, seen, isTimeOver);
                }
                pause = changed ? OFTEN : longer(pause);
                Patience.pause(pause);
            }
        } finally {
            surroundings.parting().set("");
        }
    }

    private static Seen seen(List<String> ids, Map<String, OperationSeen> seen, boolean timeOver) {
        var operations = new ArrayList<OperationSeen>();
        ids.forEach(id -> operations.add(Objects.requireNonNull(seen.get(id))));
        return new Seen(operations, timeOver && !operations.stream().allMatch(OperationSeen::isOver));
    }

    private static boolean isOver(@Nullable OperationSeen operation) {
        return operation != null && operation.isOver();
    }

    private static Duration longer(Duration pause) {
        var more = pause.plus(pause.dividedBy(4));
        return more.compareTo(SELDOM) > 0 ? SELDOM : more;
    }

    private boolean look(String id, Map<String, OperationSeen> seen, Map<String, String> told, long begin) {
        var operation = new OperationSeen(read(id, begin));
        seen.put(id, operation);
        var line = operation.progress();
        if (line.equals(told.put(id, line))) {
            return false;
        }
        surroundings.terminal().note(line);
        return true;
    }

    private JsonNode read(String id, long begin) {
        try {
            var left = timeout == null ? null : timeout.minusNanos(System.nanoTime() - begin);
            var answer = gateway.get(
                    "/api/operations/" + Gateway.encoded(id),
                    new Patience(left == null || left.isPositive() ? left : Duration.ZERO, null));
            if (answer.isSuccess() && answer.json().isObject()) {
                return answer.json();
            }
            throw Refusals.of(answer, gateway.connection());
        } catch (CommandFailure failure) {
            throw new CommandFailure(failure.code(), failure.sentence() + " " + goesOn(List.of(id)), failure.problem());
        }
    }

    static String goesOn(List<String> ids) {
        return ids.size() == 1
                ? "Operation %s goes on. Watch it with: spot op %1$s --wait".formatted(ids.getFirst())
                : "%d operations go on. Watch them with:\n%s"
                        .formatted(
                                ids.size(),
                                ids.stream().map("spot op %s --wait"::formatted).collect(Collectors.joining("\n")));
    }
}
