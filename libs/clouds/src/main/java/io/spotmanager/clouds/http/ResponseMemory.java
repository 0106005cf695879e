package io.spotmanager.clouds.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Limits the memory of all answers that are received and parsed at one time. An answer without free memory is not read
 * further from its connection until there is some. One answer may always continue, so answers never block each other.
 */
final class ResponseMemory {

    /** This process's limit: an eighth of its heap. The answer that may always continue comes on top. */
    static final ResponseMemory OF_THIS_PROCESS =
            new ResponseMemory(Runtime.getRuntime().maxMemory() / 8);

    /** The first bytes of each answer are not counted, so that a few large answers never delay small ones. */
    static final int FREE = 64 * 1024;

    private final long most;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    private long taken;
    private @Nullable Share first;

    /** @param most the limit in bytes, without the uncounted bytes of each answer */
    ResponseMemory(long most) {
        this.most = most;
    }

    Share open() {
        return new Share();
    }

    /** Returns the counted bytes. */
    long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The memory of one call's answers. Close it after they have been parsed. */
    final class Share implements AutoCloseable {
        private long held;
        private boolean refused;

        /**
         * Requests more memory. Blocks until there is some.
         *
         * @return false if there was none within that time, or the thread was interrupted
         */
        boolean take(long bytes, Duration within) {
            lock.lock();
            try {
                long left = within.toNanos();
                while (!fits(this, bytes)) {
                    if (left <= 0) {
                        refused = true;
                        return false;
                    }
                    left = freed.awaitNanos(left);
                }
                held += bytes;
                taken += bytes;
                return true;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }

        /** True if a request for memory was in vain. */
        boolean wasRefused() {
            return refused;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                taken -= held;
                held = 0;
                if (first == this) {
                    first = null;
                }
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean fits(Share share, long bytes) {
        boolean room = taken + bytes <= most;
        if (!room && first == null) {
            first = share;
        }
        return room || share == first;
    }
}
