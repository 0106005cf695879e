package io.spotmanager.clouds.openstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A Keystone and a Nova that answer what the test tells them, in order, and the usual success after that. */
final class ScriptedCloud implements AutoCloseable {

    static final String AGGREGATE = """
            {"aggregate": {"id": 1, "name": "L40-n3", "hosts": ["H1"], "availability_zone": null, "metadata": {"gpu": "L40"}}}""";

    /** What one request gets. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    record Seen(String line, String token, String microversion, String body) {}

    final Queue<Reply> nova = new ConcurrentLinkedQueue<>();
    final Queue<Reply> keystone = new ConcurrentLinkedQueue<>();
    final List<Seen> novaSaw = new CopyOnWriteArrayList<>();
    final List<String> keystoneSaw = new CopyOnWriteArrayList<>();
    volatile Reply usual = json(200, AGGREGATE);
    volatile Reply projects = json(200, "{\"projects\": []}");
    volatile Reply placement = json(404, "{\"errors\": []}");
    /** What Nova's root says of its versions, for a {@link #computeUrl} without a version. */
    volatile Reply versions = json(404, "{}");

    volatile Reply networks = json(404, "{}");
    volatile String networkType = "network";
    volatile String placementType = "placement";
    volatile Duration tokenLife = Duration.ofHours(1);

    /** What stands in the catalog before the usual services, each entry with a comma behind it. */
    volatile String oddServices = "";

    /** What stands among the endpoints of compute before the usual ones, each with a comma behind it. */
    volatile String oddComputeEndpoints = "";

    /** Where compute is said to be; null for where it is. */
    volatile @Nullable String computeUrl;

    /** What becomes of the body of a new token. */
    volatile UnaryOperator<String> mutatedToken = body -> body;

    /** Besides the token itself, with a comma behind it. */
    volatile String oddTokenFields = "";

    private final AtomicInteger tokens = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ScriptedCloud() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v3/auth/tokens", this::authenticate);
        server.createContext("/v3/projects", exchange -> projects.to(exchange));
        server.createContext("/v2.1/", this::compute);
        server.createContext("/root/", exchange -> versions.to(exchange));
        server.createContext("/root/v2.1/", this::compute);
        server.createContext("/network/v2.0/networks", exchange -> networks.to(exchange));
        server.createContext("/placement/", exchange -> {
            repeatMicroversion(exchange);
            placement.to(exchange);
        });
        server.start();
    }

    static Reply json(int status, String body) {
        return text(status, "application/json", body);
    }

    static Reply html(int status, String body) {
        return text(status, "text/html", body);
    }

    static Reply fault(int status, String key, String message) {
        return json(status, "{\"%s\": {\"code\": %d, \"message\": \"%s\"}}".formatted(key, status, message));
    }

    static Reply unauthorized() {
        return json(
                401,
                "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\": \"The request you have made requires authentication.\"}}");
    }

    /** The connection ends without a byte of an answer. */
    static Reply hangUp() {
        return HttpExchange::close;
    }

    static Reply text(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    OpenStackSettings settings() {
        return settings(Map.of());
    }

    OpenStackSettings settings(Map<String, String> more) {
        return OpenStackSettings.from(name -> more.containsKey(name)
                ? more.get(name)
                : switch (name) {
                    case "OS_AUTH_URL" -> url("");
                    case "OS_USERNAME" -> "robot";
                    case "OS_PASSWORD" -> "very-secret";
                    case "OS_PROJECT_NAME" -> "admin";
                    case "OS_REGION_NAME" -> "R1";
                    default -> null;
                });
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void authenticate(HttpExchange exchange) throws IOException {
        keystoneSaw.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply scripted = keystone.poll();
        if (scripted != null) {
            scripted.to(exchange);
            return;
        }
        exchange.getResponseHeaders().set("X-Subject-Token", "token-" + tokens.incrementAndGet());
        Instant now = Instant.parse("2020-01-01T00:00:00Z");
        String body = """
                        {"token": {%s"issued_at": "2020-01-01T00:00:00.000000Z", "expires_at": "%s", "project": {"id": "p", "name": "admin"},
                         "catalog": [%s
                          {"type": "compute_legacy", "name": "nova_legacy", "endpoints": [
                            {"interface": "public", "region": "R1", "region_id": "R1", "url": "%s"}]},
                          {"type": "compute", "name": "nova", "endpoints": [%s
                            {"interface": "public", "region": "R0", "region_id": "R0", "url": "%s"},
                            {"interface": "internal", "region": "R1", "region_id": "R1", "url": "%s"},
                            {"interface": "public", "region": "R1", "region_id": "R1", "url": "%s"}]},
                          {"type": "%s", "name": "neutron", "endpoints": [
                            {"interface": "public", "region": "R1", "region_id": "R1", "url": "%s"}]},
                          {"type": "%s", "name": "placement", "endpoints": [
                            {"interface": "public", "region": "R1", "region_id": "R1", "url": "%s"}]}]}}
                        """.formatted(
                        oddTokenFields,
                        now.plus(tokenLife).toString().replace("Z", ".000000Z"),
                        oddServices,
                        url("/legacy"),
                        oddComputeEndpoints,
                        url("/other-region"),
                        url("/internal"),
                        Objects.requireNonNullElse(computeUrl, url("/v2.1/")),
                        networkType,
                        url("/network"),
                        placementType,
                        url("/placement"));
        json(201, mutatedToken.apply(body)).to(exchange);
    }

    private void compute(HttpExchange exchange) throws IOException {
        repeatMicroversion(exchange);
        novaSaw.add(new Seen(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("X-Auth-Token"),
                exchange.getRequestHeaders().getFirst("OpenStack-API-Version"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Reply scripted = nova.poll();
        (scripted == null ? usual : scripted).to(exchange);
    }

    /** As Nova and placement do in every answer. */
    static void repeatMicroversion(HttpExchange exchange) {
        String asked = exchange.getRequestHeaders().getFirst("OpenStack-API-Version");
        if (asked != null) {
            exchange.getResponseHeaders().set("OpenStack-API-Version", asked);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
