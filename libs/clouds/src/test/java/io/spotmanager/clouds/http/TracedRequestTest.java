package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.spotmanager.collector.CollectedSpan;
import io.spotmanager.collector.SpansInMemory;
import io.spotmanager.domain.trace.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.RequestEntity;

/** What a trace tells of a request to a cloud, and what it does not. */
@Timeout(60)
class TracedRequestTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SpansInMemory traces = new SpansInMemory();
    private final BoundedHttp http = BoundedHttp.over(new ConnectionSettings(Duration.ofSeconds(2)));
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;

    TracedRequestTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2.1/servers", exchange -> {
            var trace = exchange.getRequestHeaders().containsKey("traceparent");
            exchange.sendResponseHeaders(trace ? 400 : 204, -1);
        });
        server.createContext("/away", exchange -> exchange.sendResponseHeaders(503, -1));
        server.createContext("/silent", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private RequestEntity<Void> get(String path) {
        return RequestEntity.get(URI.create(
                        "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path)))
                .header("X-Auth-Token", "a-secret-token")
                .build();
    }

    private CollectedSpan failing(String path, Duration limit) {
        var step = traces.begin(SpanKind.INTERNAL, "step", null);
        assertThat(catchThrowableOfType(
                        HttpFailure.class, () -> step.run(() -> http.success(get(path), limit, "a-secret-token"))))
                .isNotNull();
        assertThat(traces.the("GET").isBelow(traces.the("step"))).isTrue();
        return traces.the("GET");
    }

    @Test
    void a_request_is_told_by_the_names_of_the_convention_without_query_and_headers_and_is_not_told_the_trace() {
        traces.begin(SpanKind.INTERNAL, "step", null)
                .run(() -> http.success(get("/v2.1/servers?api_key=a-secret-key"), LIMIT, "a-secret-token"));

        var call = traces.the("GET");
        assertThat(call.kind()).isEqualTo("CLIENT");
        assertThat(call.failed()).isFalse();
        assertThat(call.isBelow(traces.the("step"))).isTrue();
        assertThat(call.attributes())
                .isEqualTo(Map.of(
                        "http.request.method", "GET",
                        "url.scheme", "http",
                        "server.address", "127.0.0.1",
                        "server.port", String.valueOf(server.getAddress().getPort()),
                        "url.path", "/v2.1/servers",
                        "http.response.status_code", "204"));
    }

    @Test
    void an_answer_that_is_an_error_fails_the_span_by_its_status() {
        assertThat(failing("/away", LIMIT).attributes())
                .containsEntry("http.response.status_code", "503")
                .containsEntry("error.type", "503");
    }

    @Test
    void a_request_without_an_answer_says_why() {
        assertThat(failing("/silent", Duration.ofMillis(200)).attributes())
                .containsEntry("error.type", "timeout")
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void a_request_that_reaches_nobody_says_so() {
        server.stop(0);

        assertThat(failing("/v2.1/servers", LIMIT).attributes()).containsEntry("error.type", "ConnectionFailed");
    }

    @Test
    void what_is_not_traced_is_sent_as_ever() {
        assertThat(http.success(get("/v2.1/servers"), LIMIT, "").status()).isEqualTo(204);
        assertThat(traces.spans()).isEmpty();
    }
}
