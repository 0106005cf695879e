package io.spotmanager.workflow.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.health.Dependencies;
import io.spotmanager.workflow.health.DependencyReports;
import io.spotmanager.workflow.health.DependencyWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A web server with the actuator, as a worker has it. */
@Timeout(60)
class ManagementGuardTest {
    private static final String TOKEN = "a token of the metrics that is long".replace(' ', '-');
    private static final String HEALTH = "--management.endpoint.health.show-components=when-authorized";
    private static final HttpClient http = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(MetricsTokenConfiguration.class)
    static class Worker {
        @Bean
        Dependencies dependencies(JdbcClient jdbc) {
            var clock = InstantSource.system();
            return new Dependencies(
                    new DependencyWatch(List.of(), "worker", clock, System::nanoTime, Runnable::run),
                    new DependencyReports(jdbc),
                    clock);
        }
    }

    private @Nullable ConfigurableApplicationContext worker;

    @AfterEach
    void stop() {
        Objects.requireNonNull(worker).close();
    }

    @AfterAll
    static void close() {
        http.close();
    }

    private int start(String... settings) {
        var context = new SpringApplicationBuilder(Worker.class)
                .properties(
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "spring.main.banner-mode=off",
                        "server.port=0",
                        "management.endpoints.web.exposure.include=*",
                        "management.health.db.enabled=false",
                        "management.health.rabbit.enabled=false",
                        "management.endpoint.health.probes.enabled=true")
                .run(settings);
        worker = context;
        var environment = context.getEnvironment();
        return environment.getProperty(
                "local.management.port", Integer.class, environment.getProperty("local.server.port", Integer.class, 0));
    }

    private static HttpResponse<String> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(answer.body())
                .contains("\"status\":401", "SPOT_METRICS_TOKEN")
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "own port"})
    void only_health_is_open_and_the_token_opens_the_rest(String where) throws Exception {
        var port = where.equals("0")
                ? start("--spot.metrics.token=" + TOKEN, HEALTH)
                : start("--spot.metrics.token=" + TOKEN, HEALTH, "--management.server.port=0");

        for (var path : new String[] {
            "/actuator/prometheus",
            "/actuator/metrics",
            "/actuator/info",
            "/actuator/env",
            "/actuator",
            "/",
            "/error",
            "/nothing",
            "/actuator/health/ping",
            "/actuator/health/",
            "/actuator/health;x=1",
            "/actuator/health/%2e%2e/prometheus",
            "/actuator/health/../prometheus",
            "/actuator/%68ealth"
        }) {
            assertThat(get(port, path).statusCode()).as(path).isIn(400, 401);
        }
        assertRefused(get(port, "/actuator/prometheus"));
        assertRefused(get(port, "/actuator/prometheus", "Authorization", "Bearer " + TOKEN + "x"));
        assertRefused(get(port, "/actuator/prometheus", "Authorization", "Basic " + TOKEN));
        assertThat(get(port, "/actuator/prometheus", "Authorization", "Bearer " + TOKEN)
                        .body())
                .contains("jvm_memory_used_bytes");
        assertThat(get(port, "/actuator/health").body())
                .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
        assertThat(get(port, "/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(port, "/actuator/health", "Authorization", "bearer " + TOKEN)
                        .body())
                .contains("components");
    }

    @Test
    void without_a_token_metrics_are_closed_and_the_refusal_names_the_setting() throws Exception {
        var port = start();

        var answer = get(port, "/actuator/prometheus", "Authorization", "Bearer ");

        assertRefused(answer);
        assertThat(answer.body()).contains("has no token for its metrics", "SPOT_METRICS_TOKEN_FILE");
        assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
}
