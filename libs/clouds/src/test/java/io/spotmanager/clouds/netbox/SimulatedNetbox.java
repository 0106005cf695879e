package io.spotmanager.clouds.netbox;

import io.spotmanager.simulator.Simulator;
import io.spotmanager.simulator.SimulatorOptions;
import io.spotmanager.simulator.netbox.NetboxKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NetBox beside a simulated fleet of 60 hosts, with pages of 25 rows, and the settings that lead to it. */
final class SimulatedNetbox implements AutoCloseable {

    final Map<String, String> environment = new HashMap<>();
    private final Simulator simulator;
    private final HttpClient client = HttpClient.newHttpClient();

    SimulatedNetbox() {
        try {
            simulator = Simulator.start(SimulatorOptions.defaults().withMaxLimit(25));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("NETBOX_URL", simulator.baseUrl() + "/netbox");
        environment.put("NETBOX_TOKEN", NetboxKeys.FIRST_KIND);
    }

    RestNetbox netbox() {
        return RestNetbox.connect(settings());
    }

    NetboxSettings settings() {
        return NetboxSettings.from(environment::get).orElseThrow();
    }

    void script(String rules) {
        control("POST", "faults", "{\"seed\":42,\"rules\":[" + rules + "]}");
    }

    /** The hosts that the fleet has. */
    List<String> hosts() {
        return control("GET", "state", "")
                .path("hosts")
                .valueStream()
                .map(host -> host.path("host").stringValue())
                .toList();
    }

    /** Method and path with query of every request, in the order of their answers. */
    List<String> requests() {
        return control("GET", "calls", "")
                .path("latest")
                .valueStream()
                .map(call -> call.path("method").stringValue() + " "
                        + call.path("path").stringValue())
                .toList();
    }

    JsonNode answer(String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Token " + NetboxKeys.FIRST_KIND)
                .build());
    }

    private JsonNode control(String method, String name, String body) {
        return send(HttpRequest.newBuilder(uri("/_simulator/" + name))
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return URI.create(simulator.baseUrl() + path);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(request + " got " + answer.statusCode() + " " + answer.body());
            }
            return new JsonMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
        client.close();
    }
}
