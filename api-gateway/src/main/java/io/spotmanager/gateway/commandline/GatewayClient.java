package io.spotmanager.gateway.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A running gateway, for a command of {@code ./spot}. */
public final class GatewayClient {
    /** Where the gateway and the log-in come from; the end of each command's usage. */
    public static final String USAGE = """
            It asks the gateway at URL, or SPOT_URL, or http://localhost:8080, with the token in SPOT_TOKEN, or as the user in SPOT_USER with
            the password in SPOT_PASSWORD, or as the user operator with the password in SPOT_OPERATOR_PASSWORD.""";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String url;
    private final String login;

    private GatewayClient(String url, String login) {
        this.url = url;
        this.login = login;
    }

    /** What a command does with a gateway. */
    @FunctionalInterface
    public interface Conversation {
        CommandResult with(GatewayClient gateway) throws IOException, InterruptedException;
    }

    /**
     * Talks to the gateway.
     *
     * @param url null for that of the environment
     * @param environment returns null for a variable that is not set
     */
    public static CommandResult talk(
            @Nullable String url, Function<String, @Nullable String> environment, Conversation conversation)
            throws InterruptedException {
        var login = login(environment);
        if (login == null) {
            return CommandResult.notDone(
                    "None of SPOT_TOKEN, SPOT_USER with SPOT_PASSWORD, and SPOT_OPERATOR_PASSWORD is set.%n%s"
                            .formatted(USAGE));
        }
        var base = orElse(url, orElse(environment.apply("SPOT_URL"), "http://localhost:8080"))
                .replaceAll("/+$", "");
        try {
            return conversation.with(new GatewayClient(base, login));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return CommandResult.notDone("%s gave no answer that can be read: %s".formatted(base, e));
        }
    }

    private static @Nullable String login(Function<String, @Nullable String> environment) {
        var token = orElse(environment.apply("SPOT_TOKEN"), "");
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        var user = orElse(environment.apply("SPOT_USER"), "");
        return user.isEmpty()
                ? basic("operator", orElse(environment.apply("SPOT_OPERATOR_PASSWORD"), ""))
                : basic(user, orElse(environment.apply("SPOT_PASSWORD"), ""));
    }

    private static @Nullable String basic(String user, String password) {
        return password.isEmpty()
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value;
    }

    public String url() {
        return url;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, null);
    }

    /** @param body as JSON */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(path, body);
    }

    private HttpResponse<String> send(String path, @Nullable String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
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
