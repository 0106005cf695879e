package io.spotmanager.bench;

import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.LinkedBlockingQueue;

/** Sends the id and the time of each ended operation to all connected clients. */
final class DoneStream implements OperationEvents {
    private final int port;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    DoneStream(int port) {
        this.port = port;
    }

    @Override
    public void changed(OperationChanged change) {
        if (!change.open()) {
            var micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            lines.add("%s %d\n".formatted(change.subject(), micros));
        }
    }

    void listen() throws IOException {
        var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(server));
    }

    private void serve(ServerSocket server) {
        try (server;
                var client = server.accept()) {
            client.setTcpNoDelay(true);
            while (true) {
                var text = new StringBuilder(lines.take());
                for (var more = lines.poll(); more != null; more = lines.poll()) {
                    text.append(more);
                }
                client.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // the driver has disconnected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
