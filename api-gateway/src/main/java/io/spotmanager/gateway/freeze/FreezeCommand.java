package io.spotmanager.gateway.freeze;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.commandline.GatewayClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./spot freeze} and {@code ./spot unfreeze}. Exit code 0: it was done, or, without a reason, nothing is frozen; 1: without a reason,
 * something is frozen; 2: the gateway could not be asked, or refused.
 */
public final class FreezeCommand {
    private static final String LIFT = "unfreeze";
    private static final String HOLD = "--hold";
    private static final String USAGE = """
            usage: freeze [--url URL] [--reason TEXT [--hold]]     freezes all operations; without a reason it tells what counts
                   unfreeze [--url URL] --reason TEXT              lifts the freeze or the hold that counts
            %s""".formatted(GatewayClient.USAGE);

    private FreezeCommand() {}

    static void main(String[] arguments) throws InterruptedException {
        run(List.of(arguments), System::getenv).end();
    }

    /** @param arguments the first is {@code freeze} or {@code unfreeze} */
    static CommandResult run(List<String> arguments, Function<String, @Nullable String> environment)
            throws InterruptedException {
        var words = new ArrayDeque<>(arguments);
        var lifts = words.pop().equals(LIFT);
        var options = new HashMap<String, String>();
        while (!words.isEmpty()) {
            var option = words.pop();
            var value = option.equals(HOLD) && !lifts
                    ? option
                    : List.of("--url", "--reason").contains(option) ? words.poll() : null;
            if (value == null || options.put(option, value) != null) {
                return CommandResult.notDone("%s is no option, or its value is missing.%n%s".formatted(option, USAGE));
            }
        }
        var reason = options.get("--reason");
        if (reason == null && (lifts || options.containsKey(HOLD))) {
            return CommandResult.notDone("--reason must say why: it goes on record.%n%s".formatted(USAGE));
        }
        return GatewayClient.talk(
                options.get("--url"),
                environment,
                gateway -> reason == null
                        ? tell(gateway)
                        : lifts ? lift(gateway, reason) : freeze(gateway, reason, options.containsKey(HOLD)));
    }

    private static CommandResult tell(GatewayClient gateway) throws IOException, InterruptedException {
        var answer = gateway.get("/api/freeze");
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() != 200) {
            return CommandResult.refused(answer, told);
        }
        return new CommandResult(isOff(told) ? 0 : 1, text(told));
    }

    private static CommandResult freeze(GatewayClient gateway, String reason, boolean hold)
            throws IOException, InterruptedException {
        var answer =
                gateway.post("/api/freeze", Json.MAPPER.writeValueAsString(Map.of("reason", reason, "hold", hold)));
        var told = Json.MAPPER.readTree(answer.body());
        return answer.statusCode() == 200 ? new CommandResult(0, text(told)) : CommandResult.refused(answer, told);
    }

    /** Lifts what counts now: a hold that comes in between has another number, and stays. */
    private static CommandResult lift(GatewayClient gateway, String reason) throws IOException, InterruptedException {
        var before = gateway.get("/api/freeze");
        var counts = Json.MAPPER.readTree(before.body());
        if (before.statusCode() != 200) {
            return CommandResult.refused(before, counts);
        }
        if (isOff(counts)) {
            return new CommandResult(0, text(counts));
        }
        var number = counts.path("now").path("number").asLong();
        var answer = gateway.post(
                "/api/unfreeze", Json.MAPPER.writeValueAsString(Map.of("number", number, "reason", reason)));
        var told = Json.MAPPER.readTree(answer.body());
        return answer.statusCode() == 200
                ? new CommandResult(0, "lifted: %s".formatted(text(counts)))
                : CommandResult.refused(answer, told);
    }

    private static boolean isOff(JsonNode told) {
        return FreezeText.isOff(told.path("now"));
    }

    private static String text(JsonNode told) {
        var now = FreezeText.of(told.path("now"));
        return isOff(told)
                ? now
                : "%s (%d operations under way, %d resting)"
                        .formatted(
                                now,
                                told.path("under_way").asLong(),
                                told.path("resting").asLong());
    }
}
