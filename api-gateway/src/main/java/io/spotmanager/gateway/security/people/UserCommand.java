package io.spotmanager.gateway.security.people;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.commandline.GatewayClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./spot user}: looks after the people with a log-in. Exit code 0: it was done; 2: the gateway could not be asked, or refused.
 */
public final class UserCommand {
    private static final String USAGE = """
            usage: user list                      who has a log-in
                   user add NAME --role ROLE      adds a person, and shows the first password once
                   user role NAME ROLE            ROLE is one of customer, viewer, launcher, operator, auditor, admin
                   user limit NAME --gpu-type L40 --pool X --contract Y | --none
                                                  on which hosts alone NAME may act; each option may be repeated
                   user reset NAME                shows a new first password once
                   user disable NAME | user enable NAME
            Each takes --url URL. It asks the gateway at URL, or SPOT_URL, or http://localhost:8080, as the user in SPOT_USER with the password
            in SPOT_PASSWORD, or as the user admin with the password in SPOT_ADMIN_PASSWORD. Tokens may not look after people.""";

    private static final Map<String, String> VERBS =
            Map.of("reset", "reset-password", "disable", "disable", "enable", "enable");

    private static final String NONE = "--none";

    private static final Map<String, String> LIMITS =
            Map.of("--pool", "pool", "--gpu-type", "gpu_type", "--contract", "contract");

    private UserCommand() {}

    static void main(String[] arguments) throws InterruptedException {
        run(List.of(arguments), System::getenv).end();
    }

    /** @param arguments without {@code user} */
    public static CommandResult run(List<String> arguments, Function<String, @Nullable String> environment)
            throws InterruptedException {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        var limits = new ArrayList<Map<String, String>>();
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.pop();
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            if (word.equals(NONE)) {
                options.put(NONE, "");
                continue;
            }
            var kind = LIMITS.get(word);
            if (kind != null && !rest.isEmpty() && !rest.peek().startsWith("--")) {
                limits.add(Map.of("kind", kind, "name", rest.pop()));
                continue;
            }
            var value = List.of("--url", "--role").contains(word) ? rest.poll() : null;
            if (value == null || options.put(word, value) != null) {
                return CommandResult.notDone("%s is no option, or its value is missing.%n%s".formatted(word, USAGE));
            }
        }
        var conversation = isLimit(words, options.containsKey(NONE), limits)
                ? limit(words.get(1), limits)
                : limits.isEmpty() && !options.containsKey(NONE) ? conversation(words, options.get("--role")) : null;
        return conversation == null
                ? CommandResult.notDone(USAGE)
                : GatewayClient.talk(options.get("--url"), asAdmin(environment), conversation);
    }

    /** True for a name with limits or none, and not both. */
    private static boolean isLimit(List<String> words, boolean none, List<Map<String, String>> limits) {
        return words.size() == 2 && words.getFirst().equals("limit") && none == limits.isEmpty();
    }

    private static GatewayClient.Conversation limit(String name, List<Map<String, String>> limits) {
        return gateway -> post(gateway, path(name, "limits"), Map.of("limits", limits));
    }

    /** Leaves out the token, and takes the shared admin if no user is named. */
    private static Function<String, @Nullable String> asAdmin(Function<String, @Nullable String> environment) {
        var isNamed = environment.apply("SPOT_USER") != null;
        return name -> switch (name) {
            case "SPOT_TOKEN", "SPOT_OPERATOR_PASSWORD" -> null;
            case "SPOT_USER" -> isNamed ? environment.apply(name) : "admin";
            case "SPOT_PASSWORD" -> environment.apply(isNamed ? name : "SPOT_ADMIN_PASSWORD");
            default -> environment.apply(name);
        };
    }

    /** @return null for what is not understood */
    private static GatewayClient.@Nullable Conversation conversation(List<String> words, @Nullable String role) {
        var verb = words.isEmpty() ? "" : words.getFirst();
        var name = words.size() > 1 ? words.get(1) : "";
        return switch (verb + " " + words.size() + (role == null ? "" : " role")) {
            case "list 1" -> UserCommand::list;
            case "add 2 role" -> gateway -> post(gateway, "/api/people", Map.of("name", name, "role", "" + role));
            case "role 3" -> gateway -> post(gateway, path(name, "role"), Map.of("role", words.get(2)));
            case "reset 2", "disable 2", "enable 2" ->
                gateway -> post(gateway, path(name, VERBS.getOrDefault(verb, verb)), Map.of());
            default -> null;
        };
    }

    private static String path(String name, String what) {
        return "/api/people/%s/%s".formatted(URLEncoder.encode(name, StandardCharsets.UTF_8), what);
    }

    private static CommandResult list(GatewayClient gateway) throws IOException, InterruptedException {
        var answer = gateway.get("/api/people");
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() != 200) {
            return CommandResult.refused(answer, told);
        }
        var people = told.path("items").valueStream().map(UserCommand::line).collect(Collectors.joining("\n"));
        return new CommandResult(0, people.isEmpty() ? "Nobody has a log-in of their own yet." : people);
    }

    private static CommandResult post(GatewayClient gateway, String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        var answer = gateway.post(path, Json.MAPPER.writeValueAsString(body));
        var told = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() / 100 != 2) {
            return CommandResult.refused(answer, told);
        }
        return told.has("password")
                ? new CommandResult(
                        0,
                        "%s%nfirst password: %s%nIt is shown only now, and lets in within seven days to choose another one at %s/password."
                                .formatted(
                                        line(told.path("person")),
                                        told.path("password").asString(""),
                                        gateway.url()))
                : new CommandResult(0, line(told));
    }

    private static String line(JsonNode person) {
        var state = person.has("disabled")
                ? "disabled by " + person.at("/disabled/by").asString("")
                : person.has("issuer")
                        ? "logs in at " + person.path("issuer").asString("")
                        : person.path("must_change_password").asBoolean()
                                ? "has not chosen a password yet"
                                : "can log in";
        var limits = person.path("limits")
                .valueStream()
                .map(limit -> limit.path("name").asString(""))
                .collect(Collectors.joining(", "));
        return "%-30s %-9s %s"
                .formatted(
                        person.path("name").asString(""),
                        person.path("role").asString("").toLowerCase(Locale.ROOT),
                        limits.isEmpty() ? state : "%s; limited to %s".formatted(state, limits));
    }
}
