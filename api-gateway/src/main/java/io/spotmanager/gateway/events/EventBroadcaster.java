package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.Json;
import io.spotmanager.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** Sends every event to all subscribers. Nothing blocks while its lock is held. */
final class EventBroadcaster {
    private static final Logger log = LoggerFactory.getLogger(EventBroadcaster.class);

    private static final String RETRY_SECONDS = "15";

    /** @param heartbeatMs how often something is sent at least, in milliseconds */
    private record Hello(String gateway, boolean resumed, long heartbeatMs) {}

    private final String gateway;
    private final Duration heartbeat;
    private final int mostListeners;
    private final int mostOfOneUser;
    private final ReplayBuffer memory;
    private final Counter cutOff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Subscriber> listeners = new HashSet<>();
    private volatile EventId now = EventId.NONE;
    private @Nullable SseFrame freeze;
    private @Nullable SseFrame approvals;
    private @Nullable SseFrame reservations;
    private boolean closed;

    /** @param mostListeners one more is refused */
    EventBroadcaster(String gateway, int mostListeners, EventsSettings settings, MeterRegistry meters) {
        this.gateway = gateway;
        this.mostListeners = mostListeners;
        this.mostOfOneUser = settings.clientsPerUser();
        this.heartbeat = settings.heartbeat();
        this.memory = new ReplayBuffer(settings.replay());
        this.cutOff = meters.counter("spot.events.cut.off");
        meters.gauge("spot.events.clients", listeners, Set::size);
    }

    /**
     * Adds a subscriber. It gets later events after the returned frames.
     *
     * @param last the last event id that it received; empty for a new client
     * @return a hello frame, the freeze, how many approvals and reservations want a person, and for a client that reconnects the events that it missed
     * @throws io.spotmanager.gateway.problem.ProblemException if the gateway or the user has too many subscribers
     */
    List<SseFrame> join(Subscriber listener, Optional<EventId> last) {
        lock.lock();
        try {
            if (closed || listeners.size() >= mostListeners) {
                throw ProblemType.TOO_MANY_LISTENERS.because(
                        "No events are sent over this connection. Try again in a moment, or read /api/operations and /api/snapshot.");
            }
            if (ofUser(listener.user()) >= mostOfOneUser) {
                throw ProblemType.TOO_MANY_REQUESTS
                        .because(
                                "No events are sent over this connection. %s already has %d connections to this gateway. Close some of them."
                                        .formatted(listener.user(), mostOfOneUser))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            }
            listeners.add(listener);
            var missed = last.flatMap(heard -> memory.since(heard, now));
            var hello = Json.MAPPER.writeValueAsString(new Hello(gateway, missed.isPresent(), heartbeat.toMillis()));
            return Stream.concat(
                            Stream.of(SseFrame.hello(now, hello), freeze, approvals, reservations)
                                    .flatMap(Stream::ofNullable),
                            missed.stream().flatMap(List::stream))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private long ofUser(String user) {
        return listeners.stream().filter(each -> each.user().equals(user)).count();
    }

    void leave(Subscriber listener) {
        lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Starts the replay buffer. A client whose last event is older than this moment must read everything again. */
    void beginAt(EventId moment, EventId looked) {
        lock.lock();
        try {
            memory.beginAt(moment);
            now = looked;
        } finally {
            lock.unlock();
        }
    }

    /** @param looked when the read of the database began that found these changes */
    void tell(EventId looked, List<PublishedEvent> changes) {
        lock.lock();
        try {
            changes.forEach(memory::remember);
            memory.forgetBefore(looked);
            if (!changes.isEmpty()) {
                broadcast(SseFrame.joined(
                        changes.stream().map(PublishedEvent::frame).toList()));
            }
            now = looked; // only after all subscribers have the events: a heartbeat sends this id
        } finally {
            lock.unlock();
        }
    }

    /** @param lasting the same event for clients that reconnect later */
    void tellSnapshot(SseFrame frame, SseFrame lasting) {
        lock.lock();
        try {
            memory.rememberSnapshot(lasting);
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** @param frame also for every client that connects later */
    void tellFreeze(SseFrame frame) {
        lock.lock();
        try {
            freeze = frame;
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** @param lasting for every client that connects later */
    void tellApprovals(SseFrame frame, SseFrame lasting) {
        lock.lock();
        try {
            approvals = lasting;
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** A client that connects later reads the plans itself. */
    void tellPlans(SseFrame frame) {
        lock.lock();
        try {
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** @param lasting for every client that connects later */
    void tellReservations(SseFrame frame, SseFrame lasting) {
        lock.lock();
        try {
            reservations = lasting;
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Disconnects all clients; they reconnect and read everything again. */
    void startOver(EventId looked) {
        lock.lock();
        try {
            memory.beginAt(looked);
            now = looked;
            sendAway();
        } finally {
            lock.unlock();
        }
    }

    /** Accepts subscribers, also after {@link #close}. */
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Disconnects all clients and accepts no new ones; they reconnect to another gateway. */
    void close() {
        lock.lock();
        try {
            closed = true;
            sendAway();
        } finally {
            lock.unlock();
        }
    }

    /** The event id up to which a subscriber with an empty queue has received everything. */
    EventId now() {
        return now;
    }

    private void broadcast(SseFrame frame) {
        listeners.removeIf(listener -> !listener.offer(frame) && cutOff(listener));
    }

    private boolean cutOff(Subscriber listener) {
        listener.end();
        cutOff.increment();
        log.info("Disconnected an event client that reads too slowly; it can reconnect and resume");
        return true;
    }

    private void sendAway() {
        listeners.forEach(Subscriber::end);
        listeners.clear();
    }
}
