package io.spotmanager.gateway.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many clients, each with a socket of its own, who note how many of them have heard of an operation, and when. */
final class Crowd implements AutoCloseable {
    /** How many have heard of it, and when the latest of them did. */
    static final class Arrivals {
        final AtomicInteger count = new AtomicInteger();
        final AtomicLong latestNanos = new AtomicLong();

        void arrived() {
            latestNanos.accumulateAndGet(System.nanoTime(), Math::max);
            count.incrementAndGet();
        }
    }

    private static final String ID = "data: {\"id\":\"";
    private static final int UUID_LENGTH = 36;
    private static final int SMALLEST_BUFFER = 2_048;

    private final int port;
    private final String authorization;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();

    Crowd(int port, String authorization) {
        this.port = port;
        this.authorization = authorization;
    }

    /** Connects, and reads for as long as the connection lasts. */
    void listen() {
        var socket = connected(new Socket());
        Thread.startVirtualThread(() -> read(socket));
    }

    /** Connects and never reads a byte. */
    void stick() {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(SMALLEST_BUFFER);
            connected(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int greeted() {
        return greeted.get();
    }

    /** Those who read, and whose connection has ended. */
    int gone() {
        return gone.get();
    }

    Arrivals of(String operation) {
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
                if (line.startsWith(ID)) {
                    of(line.substring(ID.length(), ID.length() + UUID_LENGTH)).arrived();
                } else if (line.equals("event: hello")) {
                    greeted.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // Counted below, like an end that was said.
        }
        gone.incrementAndGet();
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
