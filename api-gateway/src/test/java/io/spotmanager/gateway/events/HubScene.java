package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A hub without a web server around it; its time begins at 1000 s and moves by hand. */
final class HubScene {
    static final EventId START = new EventId(1_000_000_000L);

    private final AtomicInteger users = new AtomicInteger();

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EventsSettings settings;
    final EventBroadcaster hub;

    HubScene(int room, int clients) {
        this(room, clients, clients);
    }

    HubScene(int room, int clients, int clientsPerUser) {
        settings = new EventsSettings(
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                room,
                clients,
                clientsPerUser);
        hub = new EventBroadcaster("test", settings.clients(), settings, meters);
        hub.beginAt(START, START);
    }

    static EventId after(long seconds) {
        return START.minus(Duration.ofSeconds(-seconds));
    }

    static PublishedEvent told(String name, long changedAfter) {
        return new PublishedEvent(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                after(changedAfter),
                new SseFrame((name + "@" + changedAfter + " ").getBytes(StandardCharsets.UTF_8)));
    }

    Subscriber listener() {
        return new Subscriber("user-" + users.incrementAndGet(), true, settings.queue());
    }

    /** Joins and stays. */
    Subscriber joined() {
        var listener = listener();
        hub.join(listener, Optional.empty());
        return listener;
    }

    /** What a client is given that comes back with that id. */
    String back(EventId last) {
        var listener = listener();
        try {
            return text(hub.join(listener, Optional.of(last)));
        } finally {
            hub.leave(listener);
        }
    }

    static String waiting(Subscriber listener) {
        return text(Stream.generate(listener::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList());
    }

    static String text(List<SseFrame> frames) {
        return new String(SseFrame.joined(frames).bytes(), StandardCharsets.UTF_8);
    }
}
