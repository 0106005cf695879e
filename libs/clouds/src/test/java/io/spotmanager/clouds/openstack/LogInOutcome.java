package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.openstack.LogInServices.Seen;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a configuration led: what the services saw. All values are texts, empty for what did not happen. */
record LogInOutcome(
        String logIn, String keystone, String compute, String headers, String placement, String network, String tls) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static LogInOutcome of(LogInCase of, List<Seen> requests, String tls) {
        return new LogInOutcome(
                first(requests, seen -> seen.path().endsWith("/auth/tokens"), seen -> logIn(seen.body())),
                first(requests, seen -> seen.path().endsWith("/auth/tokens"), seen -> base(seen, "/auth/tokens")),
                first(requests, seen -> seen.path().endsWith("/os-aggregates"), seen -> base(seen, "/os-aggregates")),
                first(
                        requests,
                        seen -> seen.path().endsWith("/servers/detail"),
                        seen -> (seen.token().equals("token-of-" + of.id()) ? "token, " : "no token, ")
                                + seen.microversion()),
                first(
                        requests,
                        seen -> seen.path().endsWith("/resource_providers"),
                        seen -> base(seen, "/resource_providers")),
                first(requests, seen -> seen.path().endsWith("/networks"), seen -> base(seen, "/networks")),
                tls);
    }

    static LogInOutcome in(JsonNode recorded) {
        return new LogInOutcome(
                recorded.path("logIn").asString(""),
                recorded.path("keystone").asString(""),
                recorded.path("compute").asString(""),
                recorded.path("headers").asString(""),
                recorded.path("placement").asString(""),
                recorded.path("network").asString(""),
                recorded.path("tls").asString(""));
    }

    private static String first(
            List<Seen> requests, Predicate<Seen> which, java.util.function.Function<Seen, String> what) {
        return requests.stream().filter(which).map(what).findFirst().orElse("");
    }

    private static String base(Seen seen, String tail) {
        return seen.path().substring(0, seen.path().length() - tail.length()).replaceAll("/+$", "");
    }

    /** Returns method, user and scope, for example {@code password name=robot domain.id=d-1; project id=p-1}. */
    private static String logIn(String body) {
        JsonNode auth = JSON.readTree(body).path("auth");
        StringBuilder text = new StringBuilder();
        for (JsonNode method : auth.path("identity").path("methods")) {
            text.append(method.asString());
            flat("", auth.path("identity").path(method.asString()))
                    .forEach((key, value) ->
                            text.append(' ').append(key).append('=').append(value));
        }
        flat("", auth.path("scope"))
                .forEach((key, value) ->
                        text.append("; ").append(key).append('=').append(value));
        return text.toString();
    }

    private static Map<String, String> flat(String prefix, JsonNode node) {
        Map<String, String> flat = new TreeMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flat.putAll(flat(prefix + field.getKey() + ".", field.getValue()));
            } else {
                flat.put(prefix + field.getKey(), field.getValue().toString());
            }
        });
        return flat;
    }
}
