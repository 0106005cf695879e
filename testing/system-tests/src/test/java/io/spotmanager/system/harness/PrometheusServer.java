package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of a test's own, which scrapes each second. */
public final class PrometheusServer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Folder folder = Folder.create("prometheus");
    private final URI address;
    private final Part server;

    /** What it scrapes under the name of a job, and the lines of its configuration that say who it is. */
    public record Target(String job, URI address, String authorization) {
        /** A worker with that token for its metrics. */
        public static Target worker(String job, Part worker, String token) {
            return new Target(job, worker.address(), "authorization: {credentials: '%s'}".formatted(token));
        }

        /** A gateway, as a user who may only look. */
        public static Target gateway(String job, Part gateway) {
            return new Target(
                    job,
                    gateway.address(),
                    "basic_auth: {username: viewer, password: '%s'}".formatted(Installation.PASSWORD));
        }
    }

    private PrometheusServer(Path rules, List<Target> targets) {
        var port = Ports.free();
        this.address = URI.create("http://127.0.0.1:" + port);
        var configuration = folder.path().resolve("prometheus.yml");
        write(
                configuration,
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                """.formatted(rules)
                        + targets.stream().map(PrometheusServer::job).collect(Collectors.joining()));
        this.server = new Part(
                "Prometheus",
                new Part.Command(
                        List.of(
                                PROGRAM.toString(),
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.path().resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port),
                        Map.of(),
                        Folder.logs("prometheus").resolve(port + ".log")),
                part -> part.output().contains("Server is ready to receive web requests"));
    }

    private static String job(Target target) {
        return """
                  - job_name: %s
                    metrics_path: /actuator/prometheus
                    %s
                    static_configs: [{targets: ['%s']}]
                """.formatted(
                        target.job(), target.authorization(), target.address().getAuthority());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if Prometheus is not installed. */
    public static Optional<Path> program() {
        return Optional.of(PROGRAM).filter(Files::isExecutable);
    }

    /** Starts it and waits until it answers. */
    public static PrometheusServer start(Path rules, List<Target> targets) {
        var started = new PrometheusServer(rules, targets);
        started.server.start().awaitReady();
        return started;
    }

    /** The series that answer a query now. */
    public JsonNode query(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The groups of rules, with the health and the alerts of each rule. */
    public JsonNode ruleGroups() {
        return get("/api/v1/rules").path("groups");
    }

    private JsonNode get(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).build();
        var answer =
                JSON.readTree(Http.send(http, request, BodyHandlers.ofString()).body());
        if (!answer.path("status").asString().equals("success")) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.path("data");
    }

    @Override
    public void close() {
        http.close();
        server.close();
        folder.close();
    }
}
