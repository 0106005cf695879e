package io.spotmanager.gateway.webhooks;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A real HTTP server that takes deliveries, or does what a test tells it to do first. */
final class Receiver implements AutoCloseable {
    record Taken(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What it does with a request. */
    interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Queue<Reaction> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Reaction usual = answering(204, Map.of(), "");

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    static Reaction answering(int status, Map<String, String> headers, String body) {
        return exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** Holds each request until it is closed. */
    Reaction never() {
        return exchange -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    Receiver first(Reaction... reactions) {
        script.addAll(List.of(reactions));
        return this;
    }

    Receiver always(Reaction reaction) {
        usual = reaction;
        return this;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            taken.add(new Taken(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var next = script.poll();
            (next == null ? usual : next).to(exchange);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
