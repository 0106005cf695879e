package io.spotmanager.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Many clients of {@code /api/events}, each with its own socket. Counts for each operation how many clients received its event,
 * and when the last one did.
 */
public final class SseClients implements AutoCloseable {
    /** The number of clients that received the event, and when the last one did. */
    public static final class Arrivals {
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

        private void arrived() {
            latest.accumulateAndGet(Instant.now(), (one, other) -> one.isAfter(other) ? one : other);
            count.incrementAndGet();
        }

        public int count() {
            return count.get();
        }

        public Instant latest() {
            return latest.get();
        }
    }

    private static final String ID = "data: {\"id\":\"";
    private static final int UUID_LENGTH = 36;
    private static final int SMALLEST_BUFFER = 2_048;

    private final int port;
    private final String authorization;
    private final String filter;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();

    /**
     * @param port of the gateway, on this machine
     * @param authorization the header's value
     * @param filter only events that contain this text are counted
     */
    public SseClients(int port, String authorization, String filter) {
        this.port = port;
        this.authorization = authorization;
        this.filter = filter;
    }

    /** Connects a client that reads until the connection ends. */
    public void listen() {
        var socket = connected(new Socket());
        Thread.startVirtualThread(() -> read(socket));
    }

    /** Connects a client that never reads. */
    public void stick() {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(SMALLEST_BUFFER);
            connected(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of clients that received the first event of the stream. */
    public int greeted() {
        return greeted.get();
    }

    /** Returns the number of reading clients whose connection has ended. */
    public int gone() {
        return gone.get();
    }

    /** Returns the counts of that operation, which go on changing. */
    public Arrivals of(String operation) {
        return arrivals.computeIfAbsent(operation, id -> new Arrivals());
    }

    private Socket connected(Socket socket) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            sockets.add(socket);
            socket.getOutputStream()
                    .write("""
                            GET /api/events HTTP/1.1
                            Host: localhost
                            Authorization: %s

                            """.formatted(authorization).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Socket socket) {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ID) && line.contains(filter)) {
                    of(line.substring(ID.length(), ID.length() + UUID_LENGTH)).arrived();
                } else if (line.equals("event: hello")) {
                    greeted.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // Counted below, like a regular end.
        }
        gone.incrementAndGet();
    }

    @Override
    public void close() {
        sockets.forEach(SseClients::end);
    }

    /**
     * Shuts both directions: after a close alone, a socket without an owner once went on receiving events (Linux 6.18).
     */
    private static void end(Socket socket) {
        try (socket) {
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (IOException e) {
            // The gateway or the reader has closed it before.
        }
    }
}
