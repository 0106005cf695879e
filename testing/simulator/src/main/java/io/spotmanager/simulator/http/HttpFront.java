package io.spotmanager.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Connects the JDK's HTTP server with a gate: reads the request, and writes or withholds the response. */
public final class HttpFront implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
    private static final int BODY_LIMIT = 1 << 20;

    private final Gate gate;

    public HttpFront(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange without a response closes its connection.
        try (exchange) {
            switch (pass(read(exchange))) {
                case Answer.Reply(Response response, var fault) -> write(exchange, response);
                case Answer.Flood(long bytes, var fault) -> flood(exchange, bytes);
                case Answer.Silence silence -> {}
            }
        }
    }

    private Answer pass(Request request) {
        try {
            return gate.pass(request);
        } catch (RuntimeException e) {
            // Without a response, a defect of the simulator would look like a scripted fault.
            LOG.log(Level.ERROR, "The simulator failed at " + request.method() + " " + request.target(), e);
            return new Answer.Reply(
                    Response.json(500, Json.object().put("error", "The simulator itself failed: " + e)), null);
        }
    }

    static final int FLOODS_WITH = 200;
    private static final int FLOOD_BLOCK = 64 * 1024;

    private static Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
        String host = exchange.getRequestHeaders().getFirst("Host");
        String authority = host != null
                ? host
                : exchange.getLocalAddress().getHostString() + ":"
                        + exchange.getLocalAddress().getPort();
        return new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                Query.parse(uri.getRawQuery()),
                exchange.getRequestHeaders(),
                "http://" + authority,
                new String(body, StandardCharsets.UTF_8));
    }

    private static void flood(HttpExchange exchange, long bytes) throws IOException {
        byte[] blanks = new byte[FLOOD_BLOCK];
        Arrays.fill(blanks, (byte) ' ');
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(FLOODS_WITH, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (long sent = 0; sent < bytes; sent += FLOOD_BLOCK) {
                out.write(blanks);
            }
        }
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        for (Response.Header header : response.headers()) {
            exchange.getResponseHeaders().add(header.name(), header.value());
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
