package io.spotmanager.gateway.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.spotmanager.gateway.commandline.CommandResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How {@code ./spot reconcile} ends, by what a gateway answers. */
class ReconcileTest {
    private final HttpServer gateway;

    ReconcileTest() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void answers(String unread, String notSetUp) {
        var body = """
                {"read_at": "2026-11-30T08:00:00Z", "missing": [], "open": [], "hosts": [], "vms": [], "unread": [%s], "not_set_up": [%s]}""".formatted(unread, notSetUp).getBytes(StandardCharsets.UTF_8);
        gateway.createContext("/api/reconciliation", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private CommandResult list() throws InterruptedException {
        return Reconcile.run(
                List.of("--url", "http://127.0.0.1:" + gateway.getAddress().getPort()),
                Map.of("SPOT_OPERATOR_PASSWORD", "pw")::get);
    }

    @Test
    void what_is_not_set_up_is_told_and_is_no_failure() throws InterruptedException {
        answers("", "\"Hyperstack is not set up: launches are off.\"");

        assertThat(list().code()).isZero();
        assertThat(list().text())
                .contains("Not set up here", "launches are off")
                .endsWith("There is no difference.");
    }

    @Test
    void what_could_not_be_read_is_one() throws InterruptedException {
        answers("\"Hyperstack could not be read: it is slow.\"", "");

        assertThat(list().code()).isEqualTo(3);
    }
}
