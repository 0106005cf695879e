package io.spotmanager.simulator;

import io.spotmanager.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A simulator together with a client that is logged in. */
final class Cloud implements AutoCloseable {

    static final String MICROVERSION = "OpenStack-API-Version";

    final ManualTime time = new ManualTime();
    private final Simulator simulator;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    Cloud(SimulatorOptions options) {
        try {
            simulator = Simulator.start(options, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        as("admin", "admin");
    }

    static Cloud real() {
        return new Cloud(SimulatorOptions.defaults().withFleet("real"));
    }

    Cloud as(String user, String project) {
        Reply reply = logIn(user, "simulator", project);
        if (reply.status() != 201) {
            throw new AssertionError(user + " cannot log in: " + reply.text());
        }
        token = reply.header("X-Subject-Token");
        return this;
    }

    Reply logIn(String user, String password, String project) {
        String body = """
                {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"%s","domain":{"id":"default"},\
                "password":"%s"}}},"scope":{"project":{"name":"%s","domain":{"id":"default"}}}}}""".formatted(user, password, project);
        return send("POST", "/v3/auth/tokens", body, Map.of());
    }

    Reply get(String path) {
        return nova("GET", path, "");
    }

    Reply post(String path, String body) {
        return nova("POST", path, body);
    }

    Reply nova(String method, String path, String body) {
        return send(method, path, body, Map.of(MICROVERSION, "compute 2.90", "X-Auth-Token", token));
    }

    Reply send(String method, String path, String body, Map<String, String> headers) {
        try {
            return trySend(method, path, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply tryPost(String path, String body) throws IOException {
        return trySend("POST", path, body, Map.of(MICROVERSION, "compute 2.90", "X-Auth-Token", token));
    }

    Reply addHost(int aggregate, String host) {
        return post(action(aggregate), adding(host));
    }

    Reply removeHost(int aggregate, String host) {
        return post(action(aggregate), "{\"remove_host\":{\"host\":\"" + host + "\"}}");
    }

    /** Reads the control API, to which no faults apply. */
    List<String> hostsOf(int aggregate) {
        for (JsonNode each :
                send("GET", "/_simulator/state", "", Map.of()).json().path("aggregates")) {
            if (each.path("id").intValue() == aggregate) {
                return each.path("hosts")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
            }
        }
        throw new AssertionError("There is no aggregate " + aggregate);
    }

    void script(String rule) {
        Reply reply = send("POST", "/_simulator/faults", "{\"seed\":42,\"rules\":[" + rule + "]}", Map.of());
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
    }

    /** The ids of servers, flavors, services and networks by name or host, as the simulator gave them. */
    Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        get("/v2.1/servers?all_tenants=1").json().path("servers").forEach(server -> put(ids, server, "name"));
        get("/v2.1/flavors?is_public=None").json().path("flavors").forEach(flavor -> put(ids, flavor, "name"));
        get("/v2.1/os-services").json().path("services").forEach(service -> put(ids, service, "host"));
        get("/network/v2.0/networks").json().path("networks").forEach(network -> put(ids, network, "name"));
        return ids;
    }

    /** Replaces the hidden tenants. */
    void hide(String settings) {
        Reply reply = send("PUT", "/_simulator/hidden-tenants", settings, Map.of());
        if (reply.status() != 204) {
            throw new AssertionError(reply.text());
        }
    }

    static String action(int aggregate) {
        return "/v2.1/os-aggregates/" + aggregate + "/action";
    }

    static String adding(String host) {
        return "{\"add_host\":{\"host\":\"" + host + "\"}}";
    }

    String token() {
        return token;
    }

    String emptyHost(String aggregate) {
        return simulator.emptyHost(aggregate).orElseThrow();
    }

    URI baseUrl() {
        return simulator.baseUrl();
    }

    @Override
    public void close() {
        simulator.close();
        client.close();
    }

    private Reply trySend(String method, String path, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The test was interrupted; run it again.", e);
        }
    }

    private static void put(Map<String, String> ids, JsonNode thing, String key) {
        ids.put(thing.path(key).asString(""), thing.path("id").asString(""));
    }

    static JsonNode json(String text) {
        return Json.read(text).orElseThrow();
    }
}
