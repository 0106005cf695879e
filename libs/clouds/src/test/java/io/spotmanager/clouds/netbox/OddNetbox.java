package io.spotmanager.clouds.netbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Something at NetBox's address that answers device lists as the test says, in order, and has no tenants unless told. */
final class OddNetbox implements AutoCloseable {

    /** What one request gets. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    final Map<String, String> environment = new HashMap<>(Map.of("NETBOX_TOKEN", "0123456789abcdef"));
    final List<String> saw = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private volatile Reply tenants = page(0, "null");
    private final HttpServer server;

    OddNetbox() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/tenancy/tenants/", exchange -> tenants.to(exchange));
        server.createContext("/api/dcim/devices/", this::answer);
        server.start();
        environment.put("NETBOX_URL", url());
    }

    void tenants(Reply reply) {
        tenants = reply;
    }

    OddNetbox then(Reply reply) {
        replies.add(reply);
        return this;
    }

    /** @param next JSON, so with quotation marks unless it is null */
    static Reply page(int count, String next, String... rows) {
        return text(
                200,
                "{\"count\":%d,\"next\":%s,\"previous\":null,\"results\":[%s]}"
                        .formatted(count, next, String.join(",", rows)));
    }

    /** @param more further fields, beginning with a comma; without a tenant among them there is none */
    static String row(int id, String name, String more) {
        String tenant = more.contains("\"tenant\"") ? "" : ",\"tenant\":null";
        return "{\"id\":%d,\"name\":\"%s\"%s%s}".formatted(id, name, more, tenant);
    }

    static Reply text(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    RestNetbox netbox() {
        return RestNetbox.connect(NetboxSettings.from(environment::get).orElseThrow());
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        saw.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
        Reply reply = replies.poll();
        (reply == null ? text(500, "{\"detail\":\"the test has no more replies\"}") : reply).to(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
