package io.spotmanager.system.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each worker tells over HTTP, and to whom. */
@Timeout(240)
class WorkerMetricsTest {
    private static final String TOKEN = "token-of-the-metrics-in-tests";
    private static final String SETTING = "--spot.metrics.token=" + TOKEN;
    private static final HttpClient http = HttpClient.newHttpClient();

    private static Installation installation;
    private static Map<String, List<Part>> workers;

    @BeforeAll
    static void three_workers_with_a_token_and_three_without() {
        installation =
                Installation.start(WorkerMetricsTest.class, Brokers.best(), new Installation.Size(20, 1), SETTING);
        workers = Map.of(
                "migration-worker", List.of(installation.worker("one"), another("migration-worker")),
                "launch-worker", List.of(another("launch-worker", SETTING), another("launch-worker")),
                "inventory-worker", List.of(another("inventory-worker", SETTING), another("inventory-worker")));
    }

    private static Part another(String module, String... settings) {
        return installation
                .start(Release.THIS, module, module + (settings.length == 0 ? "-without" : "-with"), settings)
                .awaitReady();
    }

    @AfterAll
    static void close() {
        http.close();
        installation.close();
    }

    private static List<Part> of(String module) {
        return Objects.requireNonNull(workers.get(module));
    }

    private static HttpResponse<String> get(Part worker, String path, String authorization)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(worker.address().resolve(path))
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration-worker", "launch-worker", "inventory-worker"})
    void its_metrics_need_its_token_and_its_health_needs_none(String module) throws Exception {
        var worker = of(module).getFirst();

        for (var path : List.of(
                "/actuator/prometheus", "/actuator/metrics", "/actuator/info", "/actuator", "/error", "/anything")) {
            assertThat(get(worker, path, "none").statusCode()).as(path).isEqualTo(401);
        }
        assertThat(get(worker, "/actuator/prometheus", "Bearer wrong-token-of-the-metrics")
                        .body())
                .contains("SPOT_METRICS_TOKEN");
        assertThat(get(worker, "/actuator/prometheus", "Bearer " + TOKEN).body())
                .contains("jvm_memory_used_bytes");
        assertThat(get(worker, "/actuator/health", "none").body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components", "db", "PostgreSQL");
        assertThat(get(worker, "/actuator/health", "Bearer " + TOKEN).body()).contains("components");
    }

    /** The first workers of each kind look at the same broker, database and simulated clouds as the gateway. */
    @ParameterizedTest
    @ValueSource(strings = {"migration-worker", "launch-worker", "inventory-worker"})
    void its_health_has_the_addresses_of_a_gateway(String module) throws Exception {
        var worker = of(module).getFirst();

        for (var path : List.of("/health", "/health/ready")) {
            assertThat(get(worker, path, "none").statusCode()).as(path).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var told = get(worker, "/health/dependencies", "Bearer " + TOKEN);
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
            assertThat(told.body().split("\"state\":\"UP\"", -1))
                    .as(told.body())
                    .hasSizeGreaterThan(5);
        });
        assertThat(get(worker, "/health/dependencies", "none").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration-worker", "launch-worker", "inventory-worker"})
    void without_the_setting_they_are_closed_and_the_answer_names_it(String module) throws Exception {
        var answer = get(of(module).getLast(), "/actuator/prometheus", "Bearer ");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("Set SPOT_METRICS_TOKEN or SPOT_METRICS_TOKEN_FILE");
    }
}
