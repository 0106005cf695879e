package io.spotmanager.collector;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes spans at {@code /v1/traces} and keeps them. Can be silent, which is to take requests and not to answer. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile @Nullable CountDownLatch silence;
    private volatile int requests;

    private Collector(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no collector can listen", e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    public static Collector start() {
        return new Collector(0);
    }

    /** Starts one at the address of an earlier one. */
    public static Collector startAt(URI endpoint) {
        return new Collector(endpoint.getPort());
    }

    /** Returns what {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<CollectedSpan> spans() {
        return List.copyOf(spans);
    }

    public List<CollectedSpan> spansOf(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** Returns how many requests came, also those that were not answered. */
    public int requests() {
        return requests;
    }

    /** Returns a header of the latest request; its name in lower case. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** Does not answer from now on. */
    public void fallSilent() {
        silence = new CountDownLatch(1);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            count();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var body = exchange.getRequestBody().readAllBytes();
            var waiting = silence;
            if (waiting != null) {
                waiting.await();
                return;
            }
            keep(body);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void count() {
        requests++;
    }

    private void keep(byte[] body) throws InvalidProtocolBufferException {
        for (var sender : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            for (var scope : sender.getScopeSpansList()) {
                scope.getSpansList()
                        .forEach(span -> spans.add(
                                CollectedSpan.of(span, sender.getResource().getAttributesList())));
            }
        }
    }

    @Override
    public void close() {
        var waiting = silence;
        if (waiting != null) {
            waiting.countDown();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
