package io.spotmanager.inventory;

import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.clouds.http.Limits;
import io.spotmanager.clouds.openstack.OpenStackCloud;
import io.spotmanager.clouds.openstack.OpenStackSettings;
import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A simulated cloud, and what can be done to it behind its back. */
final class SimulatedFleet implements AutoCloseable {
    private final Simulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    SimulatedFleet(SimulatorOptions options) {
        try {
            simulator = Simulator.start(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OpenStackCloud cloud() {
        var settings = OpenStackSettings.from(Map.of(
                "OS_AUTH_URL", simulator.authUrl().toString(),
                "OS_USERNAME", "admin",
                "OS_PASSWORD", "simulator",
                "OS_PROJECT_NAME", "admin")::get);
        var quick = Limits.DEFAULT
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(20))
                .withRate(10_000, 10_000);
        return OpenStackCloud.connect(
                settings.withLimits(quick.withPauses(Duration.ofSeconds(2), Duration.ofMillis(100))),
                Clock.systemUTC());
    }

    String url() {
        return simulator.baseUrl().toString();
    }

    /** The state of the simulator. */
    JsonNode state() {
        return Json.MAPPER.readTree(control("GET", "state", ""));
    }

    /** How often each route was called since the last time. */
    Map<String, Integer> calls() {
        var calls = new TreeMap<String, Integer>();
        Json.MAPPER
                .readTree(control("GET", "calls", ""))
                .path("counts")
                .forEachEntry((route, count) -> calls.put(route, count.asInt()));
        control("DELETE", "calls", "");
        return calls;
    }

    /** Returns when a call to that route has been answered. */
    void awaitCall(String route) {
        await(route)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Json.MAPPER
                        .readTree(control("GET", "calls", ""))
                        .path("counts")
                        .has(route));
    }

    /** @param path a regular expression */
    void spoil(String path, String fault, int millis) {
        control("POST", "faults", """
                {"rules": [{"match": {"path": "%s"}, "fault": "%s", "millis": %d}]}""".formatted(path, fault, millis));
    }

    void behave() {
        control("DELETE", "faults", "");
    }

    private String control(String method, String endpoint, String body) {
        var request = HttpRequest.newBuilder(simulator.baseUrl().resolve("/_simulator/" + endpoint))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }
}
