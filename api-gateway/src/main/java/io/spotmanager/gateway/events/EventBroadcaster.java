package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.Json;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** Brings what is told to everybody who listens; under its lock nothing is ever waited for. */
final class EventBroadcaster {
    private static final Logger log = LoggerFactory.getLogger(EventBroadcaster.class);

    private static final String RETRY_SECONDS = "15";

    private record Hello(String gateway, boolean resumed) {}

    private final String gateway;
    private final int mostListeners;
    private final int mostOfOneUser;
    private final ReplayBuffer memory;
    private final Counter cutOff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Subscriber> listeners = new HashSet<>();
    private volatile EventId now = EventId.NONE;
    private boolean closed;

    EventBroadcaster(String gateway, EventsSettings settings, MeterRegistry meters) {
        this.gateway = gateway;
        this.mostListeners = settings.clients();
        this.mostOfOneUser = settings.clientsPerUser();
        this.memory = new ReplayBuffer(settings.memory());
        this.cutOff = meters.counter("spot.events.cut.off");
        meters.gauge("spot.events.clients", listeners, Set::size);
    }

    /**
     * Lets a listener in; whatever is told from here on reaches it after what it gets now.
     *
     * @param last how far it has heard; empty for one that is new
     * @return a hello, and for one that was away what it missed
     * @throws io.spotmanager.gateway.problem.ProblemException when there is no room
     */
    List<SseFrame> join(Subscriber listener, Optional<EventId> last) {
        lock.lock();
        try {
            if (closed || listeners.size() >= mostListeners) {
                throw ProblemType.TOO_MANY_LISTENERS.because(
                        "Nothing is told over this connection. Come back in a moment, or read /api/operations and /api/snapshot.");
            }
            if (ofUser(listener.user()) >= mostOfOneUser) {
                throw ProblemType.TOO_MANY_REQUESTS
                        .because(
                                "Nothing is told over this connection. %s listens %d times already at this gateway: close some of them."
                                        .formatted(listener.user(), mostOfOneUser))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            }
            listeners.add(listener);
            var missed = last.flatMap(heard -> memory.since(heard, now));
            var hello = Json.MAPPER.writeValueAsString(new Hello(gateway, missed.isPresent()));
            return Stream.concat(
                            Stream.of(SseFrame.hello(now, hello)),
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

    /** Begins to remember: whoever heard of things before that moment must read everything again. */
    void beginAt(EventId moment, EventId looked) {
        lock.lock();
        try {
            memory.beginAt(moment);
            now = looked;
        } finally {
            lock.unlock();
        }
    }

    /** @param looked when the look at the database began that found these changes */
    void tell(EventId looked, List<PublishedEvent> changes) {
        lock.lock();
        try {
            changes.forEach(memory::remember);
            memory.forgetBefore(looked);
            if (!changes.isEmpty()) {
                broadcast(SseFrame.joined(
                        changes.stream().map(PublishedEvent::frame).toList()));
            }
            now = looked; // not before everybody has it: a heartbeat says so
        } finally {
            lock.unlock();
        }
    }

    /** @param lasting the same for those who come back later */
    void tellSnapshot(SseFrame frame, SseFrame lasting) {
        lock.lock();
        try {
            memory.rememberSnapshot(lasting);
            broadcast(frame);
        } finally {
            lock.unlock();
        }
    }

    /** Sends everybody away; they come back and read everything again. */
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

    /** Lets people in, also after a close. */
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Sends everybody away for good: they find another gateway. */
    void close() {
        lock.lock();
        try {
            closed = true;
            sendAway();
        } finally {
            lock.unlock();
        }
    }

    /** How far everybody has heard who has nothing waiting. */
    EventId now() {
        return now;
    }

    private void broadcast(SseFrame frame) {
        listeners.removeIf(listener -> !listener.offer(frame) && cutOff(listener));
    }

    private boolean cutOff(Subscriber listener) {
        listener.end();
        cutOff.increment();
        log.info("a client that reads too slowly is cut off; it comes back and asks from where it was");
        return true;
    }

    private void sendAway() {
        listeners.forEach(Subscriber::end);
        listeners.clear();
    }
}
