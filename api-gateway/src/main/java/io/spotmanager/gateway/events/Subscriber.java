package io.spotmanager.gateway.events;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client's side of the hub: takes what is told without ever holding up who tells it. */
final class Subscriber {
    /** Wakes whoever waits for the next frame. */
    private static final SseFrame END = new SseFrame(new byte[0]);

    private final String user;
    private final BlockingQueue<SseFrame> waiting;
    private volatile boolean ended;

    /** @param room frames that may wait */
    Subscriber(String user, int room) {
        this.user = user;
        this.waiting = new ArrayBlockingQueue<>(room);
    }

    String user() {
        return user;
    }

    /** False when it has fallen too far behind. */
    boolean offer(SseFrame frame) {
        return waiting.offer(frame);
    }

    /** What waits is not delivered any more: the client comes back and asks from where it was. */
    void end() {
        ended = true;
        waiting.clear();
        waiting.offer(END);
    }

    boolean ended() {
        return ended;
    }

    /** Empty when nothing came in that time. */
    Optional<SseFrame> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Empty when nothing waits. */
    Optional<SseFrame> next() {
        return Optional.ofNullable(waiting.poll());
    }
}
