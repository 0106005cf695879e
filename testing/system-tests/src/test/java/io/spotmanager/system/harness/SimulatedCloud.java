package io.spotmanager.system.harness;

import io.spotmanager.audit.Json;
import io.spotmanager.simulator.LaunchVariables;
import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The simulated cloud: its state, its faults, and changes outside of Spot Manager. */
public final class SimulatedCloud implements AutoCloseable {
    /** The setting of a part that may change the cloud; with {@code -reader} after it, of one that may not. */
    static final String ADMINISTRATOR = "--OS_USERNAME=admin";

    private final @Nullable Simulator simulator;
    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SimulatedCloud(@Nullable Simulator simulator, URI base) {
        this.simulator = simulator;
        this.base = base;
    }

    /** Starts one in this process. */
    public static SimulatedCloud start(Installation.Size size) {
        try {
            var simulator = Simulator.start(SimulatorOptions.defaults()
                    .withHosts(size.hosts())
                    .withServers(size.servers())
                    .withLatency(size.latency()));
            return new SimulatedCloud(simulator, simulator.baseUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that another process runs. */
    public static SimulatedCloud at(URI base) {
        return new SimulatedCloud(null, base);
    }

    public List<String> settings() {
        var settings = new ArrayList<>(List.of(
                "--OS_AUTH_URL=" + base + "/v3",
                ADMINISTRATOR,
                "--OS_PASSWORD=simulator",
                "--OS_PROJECT_NAME=admin",
                "--OS_USER_DOMAIN_NAME=Default",
                "--OS_PROJECT_DOMAIN_NAME=Default",
                "--OS_REGION_NAME=RegionOne"));
        launchVariables().forEach((name, value) -> settings.add("--%s=%s".formatted(name, value)));
        return settings;
    }

    /** Returns the settings of a part for its Hyperstack and RunPod. */
    public Map<String, String> launchVariables() {
        return LaunchVariables.of(base);
    }

    /** Returns the number of calls since the last time. */
    public int calls() {
        var calls = 0;
        for (var count : call("GET", "/_simulator/calls", null, null).path("counts")) {
            calls += count.asInt();
        }
        call("DELETE", "/_simulator/calls", null, null);
        return calls;
    }

    /** The latest calls with method, path and the beginning of the body, oldest first. */
    public List<JsonNode> latestCalls() {
        return call("GET", "/_simulator/calls", null, null)
                .path("latest")
                .valueStream()
                .toList();
    }

    public int port() {
        return base.getPort();
    }

    /** Returns how many requests to add the host to an aggregate, or to remove it, were received. */
    public long changesAsked(String action, String host) {
        return latestCalls().stream()
                .map(call -> call.path("body").asString(""))
                .filter(body -> body.contains(action) && body.contains(host))
                .count();
    }

    /** Where Keystone listens. */
    public String authUrl() {
        return base + "/v3";
    }

    public FleetView fleet() {
        return Json.MAPPER.treeToValue(call("GET", "/_simulator/state", null, null), FleetView.class);
    }

    /** Returns the state of Hyperstack, Neutron and RunPod. */
    public VendorView vendors() {
        return Json.MAPPER.treeToValue(call("GET", "/_simulator/state", null, null), VendorView.class);
    }

    /** Makes VMs ready within a second, without a limit of calls. */
    public void hurry() {
        var pace = new HashMap<String, Long>();
        pace.put("creating_millis", 200L);
        pace.put("build_millis", 300L);
        pace.put("address_millis", 100L);
        pace.put("joining_millis", 200L);
        pace.put("deleting_millis", 200L);
        pace.put("visibility_millis", 200L);
        pace.put("calls_per_minute", 1_000_000L);
        call("PUT", "/_simulator/pace", null, pace);
    }

    /** Returns the pools that hold the host. */
    public List<String> poolsOf(String host) {
        return fleet().host(host).aggregates();
    }

    /** Replaces the fault script. */
    public void play(long seed, Fault... faults) {
        call("POST", "/_simulator/faults", null, Map.of("seed", seed, "rules", List.of(faults)));
    }

    public void behave() {
        call("DELETE", "/_simulator/faults", null, null);
    }

    /** Returns the number of calls with faults of the active script. */
    public int spoiled() {
        return spoiledByRule().stream().mapToInt(Integer::intValue).sum();
    }

    /** The same for each fault of the script, in their order. */
    public List<Integer> spoiledByRule() {
        return call("GET", "/_simulator/faults", null, null)
                .path("rules")
                .valueStream()
                .map(rule -> rule.path("fired").asInt())
                .toList();
    }

    /** Returns the whole state, for {@link #restore}. */
    public JsonNode state() {
        return call("GET", "/_simulator/state", null, null);
    }

    /** Restores the state of another simulator with as many hosts and servers. */
    public void restore(JsonNode state) {
        call("PUT", "/_simulator/state", null, state);
    }

    /** Changes the cloud outside of Spot Manager. */
    public void strangerAdds(String host, String pool) {
        act("add_host", host, pool);
    }

    public void strangerRemoves(String host, String pool) {
        act("remove_host", host, pool);
    }

    /** Makes a VM on an empty host as the former tool did: with the name of the host, and without a label. */
    public void strangerBoots(String host, String flavor) {
        var launches = launchVariables();
        var region = "SPOT_REGION_%s_".formatted(host.substring(0, host.indexOf('-')));
        var order = Map.of(
                "name",
                host,
                "environment_name",
                variable(launches, region + "ENVIRONMENT"),
                "key_name",
                variable(launches, region + "KEY_PAIR"),
                "flavor_name",
                flavor,
                "image_name",
                "Debian 12",
                "count",
                1,
                "assign_floating_ip",
                true);
        var machines = URI.create(variable(launches, "HYPERSTACK_URL") + "/core/virtual-machines");
        send(request("POST", machines, order).header("api_key", variable(launches, "HYPERSTACK_API_KEY")));
    }

    private static String variable(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** Lets customers rent that many GPUs of the host's machine at RunPod, which is made if there is none. */
    public void rent(String host, int gpus) {
        call("PUT", "/_simulator/machines", null, Map.of("name", host, "listed", false, "gpuReserved", gpus));
    }

    private void act(String action, String host, String pool) {
        var path = "/v2.1/os-aggregates/%d/action"
                .formatted(fleet().aggregate(pool).id());
        call("POST", path, token(), Map.of(action, Map.of("host", host)));
    }

    private String token() {
        var user = Map.of("name", "admin", "password", "simulator", "domain", Map.of("id", "default"));
        var identity = Map.of("methods", List.of("password"), "password", Map.of("user", user));
        var scope = Map.of("project", Map.of("name", "admin", "domain", Map.of("id", "default")));
        var body = Map.of("auth", Map.of("identity", identity, "scope", scope));
        var request = HttpRequest.newBuilder(base.resolve("/v3/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
                .build();
        return Http.send(http, request, BodyHandlers.ofString())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    private JsonNode call(String method, String path, @Nullable String token, @Nullable Object body) {
        var request = request(method, base.resolve(path), body);
        if (token != null) {
            request.header("X-Auth-Token", token);
        }
        return send(request);
    }

    private static HttpRequest.Builder request(String method, URI address, @Nullable Object body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
    }

    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        var answer = Http.send(http, request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s: %d %s".formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
        if (simulator != null) {
            simulator.close();
        }
    }
}
