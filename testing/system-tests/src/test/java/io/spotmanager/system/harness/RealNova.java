package io.spotmanager.system.harness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and restores the cloud in {@code OS_*} without code of the product. */
public final class RealNova implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final JsonNode catalog;

    public RealNova() {
        var project = Map.of("name", env("OS_PROJECT_NAME"), "domain", Map.of("id", "default"));
        var user =
                Map.of("name", env("OS_USERNAME"), "password", env("OS_PASSWORD"), "domain", Map.of("id", "default"));
        var login = Map.of(
                "auth",
                Map.of(
                        "identity", Map.of("methods", List.of("password"), "password", Map.of("user", user)),
                        "scope", Map.of("project", project)));
        var answer = Http.send(
                http,
                HttpRequest.newBuilder(URI.create(env("OS_AUTH_URL") + "/auth/tokens"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(login)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
        catalog = JSON.readTree(answer.body()).path("token").path("catalog");
    }

    private static String env(String name) {
        return requireNonNull(System.getenv(name), name);
    }

    private String service(String type) {
        return StreamSupport.stream(catalog.spliterator(), false)
                .filter(service -> service.path("type").asString().equals(type))
                .flatMap(service ->
                        StreamSupport.stream(service.path("endpoints").spliterator(), false))
                .filter(endpoint -> endpoint.path("interface").asString().equals("public"))
                .map(endpoint -> endpoint.path("url").asString())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode send(HttpRequest.Builder request) {
        var answer = Http.send(
                http,
                request.header("X-Auth-Token", token)
                        .header("OpenStack-API-Version", "compute 2.1")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private JsonNode compute(String path) {
        return send(HttpRequest.newBuilder(URI.create(service("compute") + path)));
    }

    private JsonNode post(String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(service("compute") + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** The hosts of each aggregate. */
    public Map<String, List<String>> aggregates() {
        var hosts = new TreeMap<String, List<String>>();
        compute("/os-aggregates")
                .path("aggregates")
                .forEach(aggregate -> hosts.put(
                        aggregate.path("name").asString(),
                        StreamSupport.stream(aggregate.path("hosts").spliterator(), false)
                                .map(JsonNode::asString)
                                .toList()));
        return hosts;
    }

    public List<String> aggregatesOf(String host) {
        return aggregates().entrySet().stream()
                .filter(aggregate -> aggregate.getValue().contains(host))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Restores the pools of all hosts. */
    public void restore(Map<String, List<String>> before) {
        var now = aggregates();
        before.forEach((aggregate, hosts) -> now.getOrDefault(aggregate, List.of()).stream()
                .filter(host -> !hosts.contains(host))
                .forEach(host -> act(aggregate, "remove_host", host)));
        before.forEach((aggregate, hosts) -> hosts.stream()
                .filter(host -> !now.getOrDefault(aggregate, List.of()).contains(host))
                .forEach(host -> act(aggregate, "add_host", host)));
    }

    private void act(String aggregate, String action, String host) {
        for (var each : compute("/os-aggregates").path("aggregates")) {
            if (each.path("name").asString().equals(aggregate)) {
                post(
                        "/os-aggregates/%d/action".formatted(each.path("id").asInt()),
                        Map.of(action, Map.of("host", host)));
            }
        }
    }

    /** Servers on that host, of all tenants. */
    public List<String> serversOn(String host) {
        return compute("/servers?all_tenants=1&host=" + host)
                .path("servers")
                .valueStream()
                .map(server -> server.path("id").asString())
                .toList();
    }

    /** Why the host's compute service is disabled; empty if it is enabled. */
    public String disabledReason(String host) {
        var service = compute("/os-services?binary=nova-compute&host=" + host)
                .path("services")
                .path(0);
        return service.path("status").asString().equals("enabled")
                ? ""
                : service.path("disabled_reason").asString("no reason");
    }

    /** Enables the host's compute service, as somebody at a shell does. */
    public void enable(String host) {
        send(HttpRequest.newBuilder(URI.create(service("compute") + "/os-services/enable"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("host", host, "binary", "nova-compute")))));
    }

    /** How many of the server's interfaces are on that network. */
    public long interfaces(String server, String networkId) {
        return compute("/servers/%s/os-interface".formatted(server))
                .path("interfaceAttachments")
                .valueStream()
                .filter(port -> port.path("net_id").asString().equals(networkId))
                .count();
    }

    public String networkId(String name) {
        return send(HttpRequest.newBuilder(URI.create(service("network") + "/v2.0/networks?name=" + name)))
                .path("networks")
                .path(0)
                .path("id")
                .asString();
    }

    /** Takes the server off that network again. */
    public void detach(String server, String networkId) {
        compute("/servers/%s/os-interface".formatted(server))
                .path("interfaceAttachments")
                .valueStream()
                .filter(port -> port.path("net_id").asString().equals(networkId))
                .forEach(port -> send(HttpRequest.newBuilder(URI.create(service("compute")
                                + "/servers/%s/os-interface/%s"
                                        .formatted(server, port.path("port_id").asString())))
                        .DELETE()));
    }

    /**
     * Boots a server with any image and the smallest flavor, as the vendor does behind its API.
     *
     * @param host without its own availability zone
     * @param notOn a network that it must not be on
     * @return its id, once it is active
     */
    public String boot(String name, String host, String notOn) {
        var server = Map.of(
                "name", name,
                "imageRef", first(compute("/images?status=ACTIVE").path("images"), any -> true),
                "flavorRef", first(compute("/flavors?sort_key=vcpus").path("flavors"), any -> true),
                "networks",
                        List.of(Map.of(
                                "uuid",
                                first(
                                        send(HttpRequest.newBuilder(URI.create(service("network") + "/v2.0/networks")))
                                                .path("networks"),
                                        network ->
                                                !network.path("name").asString().equals(notOn)))),
                "availability_zone", "nova:" + host);
        var id = post("/servers", Map.of("server", server))
                .path("server")
                .path("id")
                .asString();
        await(name + " is active")
                .atMost(MAX_WAIT)
                .until(() -> compute("/servers/" + id)
                        .path("server")
                        .path("status")
                        .asString()
                        .equals("ACTIVE"));
        return id;
    }

    private static String first(JsonNode all, Predicate<JsonNode> fitting) {
        return all.valueStream()
                .filter(fitting)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    public void delete(String server) {
        send(HttpRequest.newBuilder(URI.create(service("compute") + "/servers/" + server))
                .DELETE());
    }

    /** Returns when Nova does not list the server on that host any more. */
    public void awaitGone(String server, String host) {
        await(server + " is gone").atMost(MAX_WAIT).until(() -> !serversOn(host).contains(server));
    }

    @Override
    public void close() {
        http.close();
    }
}
