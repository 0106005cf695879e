package io.spotmanager.clouds.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits the memory of all answers that are received and parsed at one time. An answer without free memory is not read
 * further from its connection until there is some. One answer may always continue, so answers never block each other.
 */
final class AnswerMemory {

    /** This process's limit: an eighth of its heap. The answer that may always continue comes on top. */
    static final AnswerMemory OF_THIS_PROCESS =
            new AnswerMemory(Runtime.getRuntime().maxMemory() / 8);

    /** The first bytes of each answer are not counted, so that a few large answers never delay small ones. */
    static final int FREE = 64 * 1024;

    private final long most;
    private final Deque<Claim> waiting = new ArrayDeque<>();
    private long taken;
    private @Nullable Share first;

    private record Claim(Share share, long bytes, Runnable then) {}

    /** @param most the limit in bytes, without the uncounted bytes of each answer */
    AnswerMemory(long most) {
        this.most = most;
    }

    Share open() {
        return new Share();
    }

    /** Returns the counted bytes. */
    synchronized long taken() {
        return taken;
    }

    /** The memory of one call's answers. Close it after they have been parsed. */
    final class Share implements AutoCloseable {
        private long held;
        private boolean closed;

        /**
         * Requests more memory.
         *
         * @param then runs when there is memory, on this thread or on the thread that frees it; never after the end of
         *     the call
         */
        void take(long bytes, Runnable then) {
            if (granted(new Claim(this, bytes, then))) {
                then.run();
            }
        }

        /** True if it waits for memory. */
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

    /** @return the requests that can continue now */
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
