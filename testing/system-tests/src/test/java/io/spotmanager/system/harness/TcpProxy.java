package io.spotmanager.system.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards connections to a server on loopback. They can go silent: then what is sent is held back, in one direction or in both, and
 * nothing is closed, as in a network that drops packets.
 */
public final class TcpProxy implements AutoCloseable {
    /** Which bytes arrive. */
    public enum Flow {
        BOTH_WAYS(true, true),
        /** Requests arrive, their answers do not. */
        TO_SERVER(true, false),
        NONE(false, false);

        private final boolean toServer;
        private final boolean fromServer;

        Flow(boolean toServer, boolean fromServer) {
            this.toServer = toServer;
            this.fromServer = fromServer;
        }
    }

    private static final int BUFFER = 16_384;
    private static final int BACKLOG = 200;

    private final ServerSocket entry;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Flow flowOfNew = Flow.BOTH_WAYS;

    private TcpProxy(ServerSocket entry, int target) {
        this.entry = entry;
        this.target = target;
    }

    public static TcpProxy to(int port) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entry.getLocalPort();
    }

    /** For all connections, open and new. What was held back is sent as soon as it may. */
    public void let(Flow flow) {
        flowOfNew = flow;
        letOpen(flow);
    }

    /** For the open connections alone, as after a firewall has forgotten them. */
    public void letOpen(Flow flow) {
        links.forEach(link -> link.let(flow));
    }

    /** Ends all connections with a reset; what was held back is lost. New ones are forwarded. */
    public void reset() {
        flowOfNew = Flow.BOTH_WAYS;
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var near = entry.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                // the end of the proxy
            }
        }
    }

    private void join(Socket near) {
        try {
            var link = new Link(near, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            link.let(flowOfNew);
            Thread.ofVirtual().start(() -> link.carry(true));
            Thread.ofVirtual().start(() -> link.carry(false));
        } catch (IOException e) {
            close(near); // the server is away
        }
    }

    private final class Link {
        private final Socket near;
        private final Socket far;
        private Flow flow = Flow.BOTH_WAYS;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        synchronized void let(Flow now) {
            flow = now;
            notifyAll();
        }

        private synchronized void awaitLeave(boolean toServer) throws InterruptedException {
            while (!(toServer ? flow.toServer : flow.fromServer) && !near.isClosed()) {
                wait();
            }
        }

        /** The end of a connection is held back like its bytes. */
        void carry(boolean toServer) {
            var from = toServer ? near : far;
            var to = toServer ? far : near;
            var buffer = new byte[BUFFER];
            try {
                var length = 0;
                while (length >= 0) {
                    to.getOutputStream().write(buffer, 0, length);
                    length = from.getInputStream().read(buffer);
                    awaitLeave(toServer);
                }
            } catch (IOException e) {
                // ended by this proxy or by one of the two
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        }

        void reset() {
            try {
                near.setSoLinger(true, 0);
                far.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed already
            }
            end();
        }

        private void end() {
            links.remove(this);
            TcpProxy.close(near);
            TcpProxy.close(far);
            let(Flow.BOTH_WAYS);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(entry);
        reset();
    }
}
