package io.spotmanager.system.harness;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to several gateways in turn as a plain load balancer does: one that refuses the connection is passed over, and a request
 * that was sent is not sent again. Each request has a connection of its own.
 */
public final class Balancer {
    private final List<URI> gateways;
    private final AtomicInteger turn = new AtomicInteger();

    public Balancer(List<URI> gateways) {
        this.gateways = List.copyOf(gateways);
    }

    /**
     * Sends a request as the operator.
     *
     * @param body of a POST; null for a GET
     * @throws IOException if the request got no answer
     */
    public HttpResponse<String> send(String path, @Nullable String body) throws IOException, InterruptedException {
        var first = turn.getAndIncrement();
        for (var tried = 0; ; tried++) {
            try {
                return send(gateways.get((first + tried) % gateways.size()), path, body);
            } catch (ConnectException e) {
                if (tried + 1 >= gateways.size()) {
                    throw e;
                }
            }
        }
    }

    private static HttpResponse<String> send(URI gateway, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var login = Base64.getEncoder()
                .encodeToString(("operator:" + Installation.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + login);
        if (body != null) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
