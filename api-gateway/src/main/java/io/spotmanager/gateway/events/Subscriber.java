package io.spotmanager.gateway.events;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One event client: a queue of frames. Adding to it never blocks. */
final class Subscriber {
    /** Wakes the thread that waits for the next frame. */
    private static final SseFrame END = new SseFrame(new byte[0]);

    private final String user;
    private final boolean withWords;
    private final BlockingQueue<SseFrame> waiting;
    private volatile boolean ended;

    /**
     * @param withWords true if the user may read what the clouds said
     * @param room capacity of the queue, in frames
     */
    Subscriber(String user, boolean withWords, int room) {
        this.user = user;
        this.withWords = withWords;
        this.waiting = new ArrayBlockingQueue<>(room);
    }

    String user() {
        return user;
    }

    boolean withWords() {
        return withWords;
    }

    /** Adds a frame. Returns false if the queue is full. */
    boolean offer(SseFrame frame) {
        return waiting.offer(frame);
    }

    /** Ends the subscription and drops waiting frames; the client reconnects and resumes. */
    void end() {
        ended = true;
        waiting.clear();
        waiting.offer(END);
    }

    boolean ended() {
        return ended;
    }

    /** Waits for the next frame; empty if none came in that time. */
    Optional<SseFrame> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** The next frame; empty if none waits. */
    Optional<SseFrame> next() {
        return Optional.ofNullable(waiting.poll());
    }
}
