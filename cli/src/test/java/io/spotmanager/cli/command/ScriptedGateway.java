package io.spotmanager.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that answers each address with what the test has written down, one after the other; the last answer stays. */
public final class ScriptedGateway implements AutoCloseable {
    private static final String PROBLEM =
            "{\"type\":\"urn:spot-manager:problem:%s\",\"title\":\"t\",\"status\":%d,\"detail\":\"%s\"}";

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Deque<Reply>> script = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param key of the header {@code Idempotency-Key}; null without one */
    public record Asked(
            String what,
            String body,
            @Nullable String key,
            @Nullable String login) {}

    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange) throws IOException;
    }

    public ScriptedGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    /** @param what method and address, without the query */
    public ScriptedGateway on(String what, Reply... replies) {
        synchronized (script) {
            script.computeIfAbsent(what, _ -> new ArrayDeque<>()).addAll(List.of(replies));
        }
        return this;
    }

    static Reply json(int status, String body) {
        return exchange -> send(exchange, status, "application/json", body);
    }

    static Reply problem(int status, String type, String detail) {
        return exchange -> send(exchange, status, "application/problem+json", PROBLEM.formatted(type, status, detail));
    }

    static Reply page(int status) {
        return exchange -> send(exchange, status, "text/html", "<html>A proxy says no</html>");
    }

    static Reply later(int status, int seconds) {
        return exchange -> {
            exchange.getResponseHeaders().add("Retry-After", String.valueOf(seconds));
            send(
                    exchange,
                    status,
                    "application/problem+json",
                    PROBLEM.formatted("database-unavailable", status, "later"));
        };
    }

    /** The request arrives, and the connection ends without an answer. */
    static Reply lost() {
        return HttpExchange::close;
    }

    /** The beginning of an answer, and then nothing. */
    Reply stuck() {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var what = "%s %s"
                .formatted(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                what,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Authorization")));
        Reply reply;
        synchronized (script) {
            var replies = script.getOrDefault(what, new ArrayDeque<>());
            reply = replies.size() > 1 ? replies.pop() : replies.peek();
        }
        if (reply == null) {
            problem(404, "not-found", "The test has no answer for " + what).send(exchange);
        } else {
            reply.send(exchange);
        }
    }

    /** Returns the requests to that address, in their order. */
    public List<Asked> asked(String what) {
        return asked.stream().filter(one -> one.what().equals(what)).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
