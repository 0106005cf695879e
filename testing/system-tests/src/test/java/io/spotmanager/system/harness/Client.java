package io.spotmanager.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.testkit.SseClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The gateway's API as a script uses it. */
public final class Client implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI base;
    private final String credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(MAX_WAIT)
            .executor(Runnable::run) // a thread pool would take time from the measured parts
            .build();

    public Client(URI base, String user, String password) {
        this.base = base;
        this.credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Any answer; {@code body} is a problem detail where the status says so. */
    public record Answer(int status, JsonNode body) {
        public boolean accepted() {
            return status == 202;
        }

        public UUID id() {
            assertThat(accepted()).as("%d %s", status, body).isTrue();
            return UUID.fromString(body.path("id").asString());
        }

        public String problem() {
            return body.path("type").asString("").replace("urn:spot-manager:problem:", "");
        }
    }

    /** The latest result of {@code GET /api/audit/verification}. */
    public record AuditReport(long operations, long entries, List<String> findings) {}

    /** Requests the move and expects that it is accepted. */
    public UUID move(Move move) {
        return ask(move, null).id();
    }

    /**
     * Requests the move.
     *
     * @param key sent as {@code Idempotency-Key} unless null
     * @throws java.io.UncheckedIOException if there is no answer
     */
    public Answer ask(Move move, @Nullable String key) {
        return askWith(move, key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    /** Requests the move with these headers besides the usual. */
    public Answer askWith(Move move, Map<String, String> headers) {
        var request = post("/api/execute-migration", move);
        headers.forEach(request::header);
        return send(request);
    }

    /** Moves a host once it is empty, which may last an hour. */
    public UUID drain(String host, String source, String target) {
        return send(post(
                        "/api/execute-migration",
                        Map.of(
                                "host",
                                host,
                                "source_aggregate",
                                source,
                                "target_aggregate",
                                target,
                                "when",
                                "empty",
                                "deadline",
                                Instant.now().plus(Duration.ofHours(1)).toString(),
                                "reason",
                                "asked by the system tests")))
                .id();
    }

    /** Takes the host out of its pool, with its service disabled, and expects that this is accepted. */
    public UUID withdraw(String host, String pool) {
        return send(post(
                        "/api/execute-migration",
                        Map.of(
                                "operation",
                                "remove",
                                "host",
                                host,
                                "source_aggregate",
                                pool,
                                "disable_service",
                                true,
                                "reason",
                                "asked by the system tests")))
                .id();
    }

    /** Puts a host that is in no pool into one, and expects that this is accepted. */
    public UUID place(String host, String pool) {
        return send(post("/api/execute-migration", Map.of("operation", "add", "host", host, "target_aggregate", pool)))
                .id();
    }

    /** Returns the preview of the retirement of the VM on the host. */
    public JsonNode previewRetirement(String host) {
        return send(post("/api/preview-runpod-retire", Map.of("hostname", host)))
                .body();
    }

    /** Deletes the VM on the host, and expects that this is accepted. */
    public UUID retire(String host) {
        return send(post("/api/execute-runpod-retire", Map.of("hostname", host)))
                .id();
    }

    /** The same, and then moves the host to that pool. */
    public UUID retireAndMove(String host, String pool) {
        return send(post("/api/execute-runpod-retire", Map.of("hostname", host, "target_aggregate", pool)))
                .id();
    }

    /** Requests a VM on the host and expects that it is accepted. */
    public UUID launch(String host, boolean keepOnFailure) {
        return askForLaunch(host, keepOnFailure).id();
    }

    /** Returns the preview of a launch. */
    public JsonNode previewLaunch(String host) {
        return send(post("/api/preview-runpod-launch", Map.of("hostname", host, "image_name", "Debian 12")))
                .body();
    }

    /** Makes a plan of the moves, and returns it. */
    public JsonNode plan(String name, List<Move> moves) {
        return send(post("/api/plans", Map.of("name", name, "operations", moves)))
                .body();
    }

    /** Returns the preview of a move. */
    public JsonNode previewMove(Move move) {
        return send(post("/api/preview-migration", move)).body();
    }

    public Answer askForLaunch(String host, boolean keepOnFailure) {
        return send(post(
                "/api/execute-runpod-launch",
                Map.of("hostname", host, "image_name", "Debian 12", "keep_on_failure", keepOnFailure)));
    }

    /** Requests an interface on a network and expects that it is accepted. */
    public UUID attach(String server, String network) {
        return send(post("/api/openstack/server/add-network", Map.of("server", server, "network", network)))
                .id();
    }

    /** Returns the answer about all servers of that name. */
    public Answer showServers(String name) {
        return send(request("/api/openstack/server/status?name=" + name).GET());
    }

    /** @param action such as {@code roll-back} */
    public Answer act(UUID operation, String action) {
        return send(post(
                "/api/operations/%s/%s".formatted(operation, action), Map.of("reason", "asked by the system tests")));
    }

    public Answer freeze(String reason) {
        return send(post("/api/freeze", Map.of("reason", reason)));
    }

    /** @param number of the entry that counts */
    public Answer unfreeze(long number, String reason) {
        return send(post("/api/unfreeze", Map.of("number", number, "reason", reason)));
    }

    /** Takes the cloud's word for a host. */
    public Answer adoptHost(String host, String reason) {
        return send(post("/api/reconciliation/adopt", Map.of("host", host, "reason", reason)));
    }

    /** Connects to the events; the caller closes the connection. */
    public Listening listen() {
        var request = HttpRequest.newBuilder(base.resolve("/api/events")).header("Authorization", credentials);
        return new Listening(
                Http.send(http, request.build(), BodyHandlers.ofInputStream()).body());
    }

    /**
     * Connects many clients to the events, each over its own connection; the caller closes them.
     *
     * @param filter only events that contain this text are counted
     */
    public SseClients eventClients(String filter) {
        return new SseClients(base.getPort(), credentials, filter);
    }

    /** Returns the answer to any POST. */
    public Answer command(String path, Object body) {
        return send(post(path, body));
    }

    /** Returns the answer to any GET. */
    public JsonNode get(String path) {
        return read(path, JsonNode.class);
    }

    /** Returns the body of the answer to any GET, which must be a success. */
    public String text(String path) {
        var answer = Http.send(http, request(path).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Requests a fresh snapshot. */
    public void refresh() {
        assertThat(send(post("/api/refresh", Map.of())).status()).isEqualTo(202);
    }

    /** A GET for a caller that sends it itself, and often. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(MAX_WAIT).header("Authorization", credentials);
    }

    public OperationView operation(UUID id) {
        return read("/api/operations/" + id, OperationView.class);
    }

    /** Returns the hosts with an open operation. */
    public Set<String> heldHosts() {
        return read("/api/operations?open=true&limit=500", JsonNode.class)
                .path("items")
                .valueStream()
                .map(operation -> operation.path("host").asString())
                .collect(Collectors.toSet());
    }

    /** Returns the host as the board shows it; a missing node if no pool of its type has it. */
    public JsonNode host(String name) {
        for (var type : read("/api/gpu-types", JsonNode.class).path("gpu_types")) {
            var pools = read("/api/aggregates/" + type.path("gpu_type").asString(), JsonNode.class)
                    .path("pools");
            for (var pool : pools) {
                for (var host : pool.path("hosts")) {
                    if (host.path("hostname").asString().equals(name)) {
                        return host;
                    }
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** Has the whole history verified; waits for a result that was asked for by this. */
    public AuditReport verifyAudit() {
        return JSON.treeToValue(verifiedHistory(), AuditReport.class);
    }

    /** Does not wait for it. */
    public void startVerification() {
        assertThat(send(post("/api/audit/verification", Map.of())).status()).isEqualTo(202);
    }

    /** As {@link #verifyAudit}, with all of it. Leaves none that runs: a gateway of other keys would take it up. */
    public JsonNode verifiedHistory() {
        var before = verification();
        var known = Math.max(
                before.at("/latest/number").asLong(),
                before.at("/running/number").asLong());
        return Awaitility.await("the history has been verified")
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            var now = verification();
                            var latest = now.path("latest");
                            if (latest.path("number").asLong() > known
                                    && latest.path("requested_by").asString().equals("admin")) {
                                return latest;
                            }
                            if (!now.has("running")) {
                                startVerification();
                            }
                            return MissingNode.getInstance();
                        },
                        latest -> !latest.isMissingNode());
    }

    /** What is known, without having anything verified. */
    private JsonNode verification() {
        return send(request("/api/audit/verification")
                        .header("Prefer", "wait=0")
                        .GET())
                .body();
    }

    private <T> T read(String path, Class<T> type) {
        var answer = send(request(path).GET());
        assertThat(answer.status()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
        return JSON.treeToValue(answer.body(), type);
    }

    private HttpRequest.Builder post(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        var answer = Http.send(http, request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    @Override
    public void close() {
        http.close();
    }
}
