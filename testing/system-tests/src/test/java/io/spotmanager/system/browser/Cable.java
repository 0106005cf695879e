package io.spotmanager.system.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a server that can be cut: then nothing gets through, and what was open ends. */
final class Cable implements AutoCloseable {
    private final ServerSocket entry;
    private final URI target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(ServerSocket entry, URI target) {
        this.entry = entry;
        this.target = target;
    }

    static Cable to(URI target) throws IOException {
        var cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(cable::accept);
        return cable;
    }

    /** Where it begins. */
    URI address() {
        return URI.create("http://127.0.0.1:" + entry.getLocalPort());
    }

    void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                join(entry.accept());
            } catch (IOException e) {
                // a caller who hung up, or the end of the cable
            }
        }
    }

    private void join(Socket near) throws IOException {
        if (cut) {
            end(near);
            return;
        }
        var far = new Socket(target.getHost(), target.getPort());
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut, or closed by one of the two
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket of the test does not close", e);
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }
}
