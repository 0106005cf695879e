package io.spotmanager.clouds.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory that answers may take while they come in and are read, all together. An answer for which there is no room is read
 * from its connection no further until there is; one at a time may always go on, so that answers never wait for each other.
 */
final class AnswerMemory {

    /** This process's, an eighth of its heap; the one that may always go on comes on top. */
    static final AnswerMemory OF_THIS_PROCESS =
            new AnswerMemory(Runtime.getRuntime().maxMemory() / 8);

    /** So much of each answer needs no room, so that a few large ones hold up no small one. */
    static final int FREE = 64 * 1024;

    private final long most;
    private final Deque<Claim> waiting = new ArrayDeque<>();
    private long taken;
    private @Nullable Share first;

    private record Claim(Share share, long bytes, Runnable then) {}

    /** @param most bytes beyond what is free of each answer */
    AnswerMemory(long most) {
        this.most = most;
    }

    Share open() {
        return new Share();
    }

    /** What is taken now, in bytes. */
    synchronized long taken() {
        return taken;
    }

    /** What the answers of one call take. To be closed once they have been read. */
    final class Share implements AutoCloseable {
        private long held;
        private boolean closed;

        /**
         * Takes more.
         *
         * @param then runs once there is room, here or on the thread that makes room; never after the end of the call
         */
        void take(long bytes, Runnable then) {
            if (granted(new Claim(this, bytes, then))) {
                then.run();
            }
        }

        /** Whether there was no room for it, and still is none. */
        boolean isWaiting() {
            synchronized (AnswerMemory.this) {
                return waiting.stream().anyMatch(claim -> claim.share() == this);
            }
        }

        @Override
        public void close() {
            released(this).forEach(claim -> claim.then().run());
        }
    }

    private synchronized boolean granted(Claim claim) {
        if (claim.share().closed) {
            return false;
        }
        if (!fits(claim)) {
            waiting.add(claim);
            return false;
        }
        grant(claim);
        return true;
    }

    private boolean fits(Claim claim) {
        boolean room = taken + claim.bytes() <= most;
        if (!room && first == null) {
            first = claim.share();
        }
        return room || claim.share() == first;
    }

    private void grant(Claim claim) {
        claim.share().held += claim.bytes();
        taken += claim.bytes();
    }

    /** @return what can go on now */
    private synchronized List<Claim> released(Share share) {
        taken -= share.held;
        share.held = 0;
        share.closed = true;
        if (first == share) {
            first = null;
        }
        waiting.removeIf(claim -> claim.share() == share);
        List<Claim> granted = new ArrayList<>();
        while (!waiting.isEmpty() && fits(waiting.getFirst())) {
            Claim next = waiting.removeFirst();
            grant(next);
            granted.add(next);
        }
        return granted;
    }
}
