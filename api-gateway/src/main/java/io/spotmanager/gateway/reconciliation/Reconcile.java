package io.spotmanager.gateway.reconciliation;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.commandline.GatewayClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./spot reconcile}: lists where the clouds and the history differ, as a running gateway tells, or ends one difference. Exit code
 * 0: there is none and everything was read, or the request was accepted; 1: there are some; 2: the gateway could not be asked, or refused; 3:
 * there is none in what was read, but something was not.
 */
public final class Reconcile {
    private static final int DIFFERENCES = 1;
    private static final int NOT_ALL_READ = 3;
    private static final String USAGE = """
            usage: reconcile [--url URL] [--adopt HOST | --repair HOST | --cancel OPERATION] [--reason TEXT]
            Without an action it lists the differences. Exit code 0: there is none; 1: there are some; 2: the gateway could not be asked, or refused;
            3: there is none in what was read, but something was not read.
            %s""".formatted(GatewayClient.USAGE);

    private static final Map<String, String> ACTIONS = Map.of(
            "--adopt", "/api/reconciliation/adopt",
            "--repair", "/api/reconciliation/repair",
            "--cancel", "/api/operations/%s/cancel");

    private Reconcile() {}

    static void main(String[] arguments) throws InterruptedException {
        run(List.of(arguments), System::getenv).end();
    }

    /** @param environment returns null for a variable that is not set */
    static CommandResult run(List<String> arguments, Function<String, @Nullable String> environment)
            throws InterruptedException {
        var options = new HashMap<String, String>();
        var words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            var option = words.pop();
            if (words.isEmpty()
                    || !option.equals("--url") && !option.equals("--reason") && !ACTIONS.containsKey(option)
                    || options.put(option, words.pop()) != null) {
                return CommandResult.notDone("%s is no option, or its value is missing.%n%s".formatted(option, USAGE));
            }
        }
        var actions = options.keySet().stream().filter(ACTIONS::containsKey).toList();
        var reason = options.get("--reason");
        if (actions.size() > 1 || actions.isEmpty() != (reason == null)) {
            return CommandResult.notDone("--reason says why one of %s is asked for: send both or none.%n%s"
                    .formatted(
                            String.join(", ", ACTIONS.keySet().stream().sorted().toList()), USAGE));
        }
        return GatewayClient.talk(
                options.get("--url"),
                environment,
                gateway -> actions.isEmpty()
                        ? list(gateway.get("/api/reconciliation"))
                        : act(gateway, actions.getFirst(), options.get(actions.getFirst()), String.valueOf(reason)));
    }

    private static CommandResult act(GatewayClient gateway, String option, @Nullable String what, String reason)
            throws IOException, InterruptedException {
        var cancels = option.equals("--cancel");
        var body = cancels ? Map.of("reason", reason) : Map.of("host", String.valueOf(what), "reason", reason);
        var path = Objects.requireNonNull(ACTIONS.get(option)).formatted(what);
        var answer = gateway.post(path, Json.MAPPER.writeValueAsString(body));
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() == 202 && told.has("approval")) {
            return new CommandResult(0, told.path("detail").asString());
        }
        return answer.statusCode() == 202
                ? new CommandResult(
                        0,
                        "accepted: operation %s in state %s; %s/api/operations/%1$s tells how it ends"
                                .formatted(
                                        told.path("id").asString(),
                                        told.path("state").asString(),
                                        gateway.url()))
                : CommandResult.refused(answer, told);
    }

    private static CommandResult list(HttpResponse<String> answer) {
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() != 200) {
            return CommandResult.refused(answer, told);
        }
        var code = ReconciliationText.differs(told)
                ? DIFFERENCES
                : told.path("unread").isEmpty() ? 0 : NOT_ALL_READ;
        return new CommandResult(code, ReconciliationText.of(told));
    }
}
