package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** The simulated cloud over HTTP, a client with short time-outs, and the control API. */
final class SimulatedNova implements AutoCloseable {
    private final Simulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    SimulatedNova() {
        try {
            simulator = Simulator.start(SimulatorOptions.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
        http.close();
    }

    /** A client of its own, so that no test meets the circuit that another one opened. */
    OpenStackCloud client(Duration patience) {
        return client(patience, hurried());
    }

    OpenStackCloud client(Duration patience, Clock clock) {
        var variables = Map.of(
                "OS_AUTH_URL", simulator.authUrl().toString(),
                "OS_USERNAME", "admin",
                "OS_PASSWORD", "simulator",
                "OS_PROJECT_NAME", "admin");
        var limits = Limits.DEFAULT
                .withTimeouts(patience, patience)
                .withRate(1_000, 1_000)
                .withPauses(patience, Duration.ofMillis(1));
        return OpenStackCloud.connect(OpenStackSettings.from(variables::get).withLimits(limits), clock);
    }

    /** Time flies, or a move that is told to wait would be dispatched for nothing a thousand times. */
    private static Clock hurried() {
        var start = Instant.now();
        var looks = new AtomicLong();
        return ((InstantSource) () -> start.plusMillis(100 * looks.incrementAndGet())).withZone(ZoneOffset.UTC);
    }

    /** Every host is back where it was at first, and nothing goes wrong any more. */
    void reset() {
        send("DELETE", "faults", "");
        send("DELETE", "calls", "");
        send("POST", "reset", "");
    }

    void noMoreFaults() {
        send("DELETE", "faults", "");
    }

    void faults(String script) {
        assertThat(send("POST", "faults", script).has("error")).isFalse();
    }

    String emptyHostOf(String pool) {
        return simulator.emptyHost(pool).orElseThrow();
    }

    List<String> poolsOf(String host) {
        return send("GET", "state", "")
                .path("hosts")
                .valueStream()
                .filter(each -> each.path("host").asString().equals(host))
                .flatMap(each -> each.path("aggregates").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    /** Changes that reached Nova, whatever it answered. */
    long changes() {
        return calls("POST", "/action");
    }

    /** Calls that reached the cloud, whatever it answered. */
    long calls(String method, String pathEnd) {
        return send("GET", "calls", "")
                .path("counts")
                .propertyStream()
                .filter(count ->
                        count.getKey().startsWith(method) && count.getKey().endsWith(pathEnd))
                .mapToLong(count -> count.getValue().asLong())
                .sum();
    }

    private JsonNode send(String method, String endpoint, String body) {
        var request = HttpRequest.newBuilder(simulator.baseUrl().resolve("/_simulator/" + endpoint))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var text = http.send(request, BodyHandlers.ofString()).body();
            return text.isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
