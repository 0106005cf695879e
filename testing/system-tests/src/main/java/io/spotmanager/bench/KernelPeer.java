package io.spotmanager.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * The kernel as a worker of the peers' benchmark: accepts {@code POST /op/ID}, runs four steps of one HTTP call each
 * with broker, leases and audit trail as in production, and streams the ends. Reads PORT, DONE_PORT, STUB_PORT and
 * JDBC_URL from the environment, and BROKER: {@code embedded}, or an AMQP address.
 */
final class KernelPeer {
    private static final int BACKLOG = 1024;

    private final KernelHarness harness;

    private KernelPeer(KernelHarness harness) {
        this.harness = harness;
    }

    static void main() throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        // Seconds: the load keeps its connections through a warm-up in which it does not need them all.
        System.setProperty("sun.net.httpserver.idleInterval", "600");
        var done = new DoneStream(number("DONE_PORT"));
        var harness = KernelHarness.open(
                System.getenv("JDBC_URL"),
                System.getenv().getOrDefault("BROKER", "embedded"),
                FourSteps.calling(number("STUB_PORT")),
                StateMachineSettings.DEFAULT,
                done);
        done.listen();
        new KernelPeer(harness).listen(number("PORT"));
    }

    private void listen(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/op/", this::accept);
        server.start();
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().substring("/op/".length());
            exchange.getRequestBody().readAllBytes();
            var command = new Command(FourSteps.WORKFLOW, name, Json.MAPPER.createObjectNode(), "bench", null, null);
            var id = UUID.randomUUID();
            var answer = harness.intake().accept(new NewOperation(id, command, List.of(), null));
            if (answer instanceof SubmissionResult.Accepted(long outboxId, var accepted, boolean due)) {
                harness.dispatcher().dispatch(outboxId, accepted);
                reply(exchange, 200, name);
            } else {
                reply(exchange, 409, answer.toString());
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static int number(String variable) {
        return Integer.parseInt(System.getenv(variable));
    }
}
