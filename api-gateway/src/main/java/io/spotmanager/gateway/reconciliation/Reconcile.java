package io.spotmanager.gateway.reconciliation;

import io.spotmanager.audit.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./spot reconcile}: lists where the clouds and the history differ, as a running gateway tells, or ends one difference. Exit code
 * 0: there is none, or the request was accepted; 1: there are some; 2: the gateway could not be asked, or refused.
 */
public final class Reconcile {
    private static final int DIFFERENCES = 1;
    private static final int NOT_DONE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USAGE = """
            usage: reconcile [--url URL] [--adopt HOST | --repair HOST | --cancel OPERATION] [--reason TEXT]
            It asks the gateway at URL, or SPOT_URL, or http://localhost:8080, with the token in SPOT_TOKEN, or as the user operator with the
            password in SPOT_OPERATOR_PASSWORD.""";

    private static final Map<String, String> ACTIONS = Map.of(
            "--adopt", "/api/reconciliation/adopt",
            "--repair", "/api/reconciliation/repair",
            "--cancel", "/api/operations/%s/cancel");

    /** @param code of the process */
    record Outcome(int code, String text) {}

    private Reconcile() {}

    static void main(String[] arguments) throws InterruptedException {
        var outcome = run(List.of(arguments), System::getenv);
        (outcome.code() == NOT_DONE ? System.err : System.out).println(outcome.text());
        System.exit(outcome.code());
    }

    /** @param environment returns null for a variable that is not set */
    static Outcome run(List<String> arguments, Function<String, @Nullable String> environment)
            throws InterruptedException {
        var options = new HashMap<String, String>();
        var words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            var option = words.pop();
            if (words.isEmpty()
                    || !option.equals("--url") && !option.equals("--reason") && !ACTIONS.containsKey(option)
                    || options.put(option, words.pop()) != null) {
                return new Outcome(NOT_DONE, "%s is no option, or its value is missing.%n%s".formatted(option, USAGE));
            }
        }
        var actions = options.keySet().stream().filter(ACTIONS::containsKey).toList();
        var reason = options.get("--reason");
        if (actions.size() > 1 || actions.isEmpty() != (reason == null)) {
            return new Outcome(
                    NOT_DONE,
                    "--reason says why one of %s is asked for: send both or none.%n%s"
                            .formatted(String.join(", ", ACTIONS.keySet().stream().sorted().toList()), USAGE));
        }
        var login = login(environment);
        if (login == null) {
            return new Outcome(NOT_DONE, "Neither SPOT_TOKEN nor SPOT_OPERATOR_PASSWORD is set.%n%s".formatted(USAGE));
        }
        var url = options.getOrDefault("--url", orElse(environment.apply("SPOT_URL"), "http://localhost:8080"));
        try {
            return actions.isEmpty()
                    ? list(send(url, "/api/reconciliation", login, null))
                    : act(url, login, actions.getFirst(), options.get(actions.getFirst()), String.valueOf(reason));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return new Outcome(NOT_DONE, "%s gave no answer that can be read: %s".formatted(url, e));
        }
    }

    private static @Nullable String login(Function<String, @Nullable String> environment) {
        var token = orElse(environment.apply("SPOT_TOKEN"), "");
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        var password = orElse(environment.apply("SPOT_OPERATOR_PASSWORD"), "");
        return password.isEmpty()
                ? null
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value;
    }

    private static Outcome act(String url, String login, String option, @Nullable String what, String reason)
            throws IOException, InterruptedException {
        var cancels = option.equals("--cancel");
        var body = cancels ? Map.of("reason", reason) : Map.of("host", String.valueOf(what), "reason", reason);
        var path = Objects.requireNonNull(ACTIONS.get(option)).formatted(what);
        var answer = send(url, path, login, Json.MAPPER.writeValueAsString(body));
        var told = Json.MAPPER.readTree(answer.body());
        return answer.statusCode() == 202
                ? new Outcome(
                        0,
                        "accepted: operation %s in state %s; %s/api/operations/%1$s tells how it ends"
                                .formatted(
                                        told.path("id").asString(),
                                        told.path("state").asString(),
                                        url))
                : refused(answer, told);
    }

    private static Outcome list(HttpResponse<String> answer) {
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() != 200) {
            return refused(answer, told);
        }
        var differs = !told.path("missing").isEmpty()
                || !told.path("hosts").isEmpty()
                || !told.path("vms").isEmpty()
                || !told.path("open").isEmpty();
        return new Outcome(differs ? DIFFERENCES : 0, ReconciliationText.of(told));
    }

    private static Outcome refused(HttpResponse<String> answer, JsonNode told) {
        return new Outcome(
                NOT_DONE,
                "%d: %s".formatted(answer.statusCode(), told.path("detail").asString(answer.body())));
    }

    private static HttpResponse<String> send(String url, String path, String login, @Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + path))
                .timeout(PATIENCE)
                .header("Authorization", login)
                .header("Accept", "application/json, application/problem+json");
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
