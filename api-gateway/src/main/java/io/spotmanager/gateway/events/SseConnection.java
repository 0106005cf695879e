package io.spotmanager.gateway.events;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Writes the events of one subscriber to its connection, on the caller's thread, until the connection ends. */
final class SseConnection {
    private final EventBroadcaster hub;
    private final EventsSettings settings;
    private final LongSupplier nanos;

    SseConnection(EventBroadcaster hub, EventsSettings settings, LongSupplier nanos) {
        this.hub = hub;
        this.settings = settings;
        this.nanos = nanos;
    }

    /**
     * Sends the head of the answer and the first frames. Blocks until they are written.
     *
     * @throws IOException if the client has disconnected
     */
    void begin(List<SseFrame> first, Subscriber listener, OutputStream out) throws IOException {
        for (var frame : first) {
            frame.writeTo(out, listener.withWords());
        }
        out.flush();
    }

    /**
     * Blocks until the connection ends.
     *
     * @param login returns false once the login is no longer valid
     * @throws IOException if the client has disconnected
     */
    void carry(Subscriber listener, BooleanSupplier login, OutputStream out) throws IOException, InterruptedException {
        var end = in(settings.life());
        var heartbeat = in(settings.heartbeat());
        var check = in(settings.loginCheck());
        while (!listener.ended()) {
            var left = Math.min(heartbeat, end) - nanos.getAsLong();
            var frame = left > 0 ? listener.next(Duration.ofNanos(left)) : Optional.<SseFrame>empty();
            if (listener.ended()) {
                return;
            }
            if (frame.isPresent()) {
                write(frame, listener, out);
            } else if (isOver(end) || isOver(check) && !login.getAsBoolean()) {
                return;
            } else {
                check = isOver(check) ? in(settings.loginCheck()) : check;
                heartbeat = in(settings.heartbeat());
                heartbeat(listener, out);
            }
            out.flush();
        }
    }

    private long in(Duration time) {
        return nanos.getAsLong() + time.toNanos();
    }

    private boolean isOver(long moment) {
        return moment - nanos.getAsLong() <= 0;
    }

    /** Writes waiting events first: the id of a heartbeat says that the client has received everything until then. */
    private void heartbeat(Subscriber listener, OutputStream out) throws IOException {
        var heard = hub.now();
        write(listener.next(), listener, out);
        if (!listener.ended()) {
            SseFrame.heartbeat(heard).writeTo(out, listener.withWords());
        }
    }

    /** Writes all waiting frames. */
    private static void write(Optional<SseFrame> first, Subscriber listener, OutputStream out) throws IOException {
        for (var frame = first; frame.isPresent(); frame = listener.next()) {
            frame.get().writeTo(out, listener.withWords());
        }
    }
}
