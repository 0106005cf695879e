package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of callers when a simulator on real time goes. */
class ClosingTest {

    private static final String HANG = "{\"rules\":[{\"fault\":\"hang\",\"millis\":3600000}]}";

    @Test
    void closingEndsAHangOfAnHourAtOnce() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> hanging;
            try (Simulator simulator =
                    Simulator.start(SimulatorOptions.defaults().withHosts(2))) {
                URI faults = URI.create(simulator.baseUrl() + "/_simulator/faults");
                client.send(post(faults, HANG), HttpResponse.BodyHandlers.ofString());
                hanging = client.sendAsync(post(simulator.authUrl(), ""), HttpResponse.BodyHandlers.ofString());
                await().until(() -> client.send(
                                HttpRequest.newBuilder(faults).build(), HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains("\"fired\":1"));
            }
            await().until(hanging::isDone);
            assertThat(hanging).isCompletedExceptionally();
        }
    }

    private static HttpRequest post(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
