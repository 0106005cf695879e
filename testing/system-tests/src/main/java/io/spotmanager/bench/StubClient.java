package io.spotmanager.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Minimal HTTP on kept-alive sockets, without retries, so that the benchmark measures the kernel. */
final class StubClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private record Line(Socket socket, InputStream in) {}

    private final InetSocketAddress address;
    private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();

    StubClient(int port) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void post(String path) throws IOException {
        var line = idle.poll();
        if (line == null) {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            line = new Line(socket, new BufferedInputStream(socket.getInputStream()));
        }
        try {
            var request = "POST %s HTTP/1.1\r\nHost: stub\r\nContent-Length: 0\r\n\r\n".formatted(path);
            line.socket().getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            requireOk(line.in());
            idle.push(line);
        } catch (IOException e) {
            line.socket().close();
            throw e;
        }
    }

    private static void requireOk(InputStream in) throws IOException {
        var status = readLine(in);
        var length = 0;
        for (var header = readLine(in); !header.isEmpty(); header = readLine(in)) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
        }
        in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the stub answered " + status);
        }
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the stub closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
