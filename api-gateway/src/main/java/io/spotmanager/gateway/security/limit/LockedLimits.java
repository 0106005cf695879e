package io.spotmanager.gateway.security.limit;

import io.spotmanager.workflow.operation.DatabaseOutage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Whether another session has locked the shared limits. Who waits for them keeps a connection from all others, so afterwards nobody asks for
 * a while, and then one request at a time. Thread-safe.
 */
final class LockedLimits {
    private static final Logger log = LoggerFactory.getLogger(LockedLimits.class);
    private static final Duration REST = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean locked;
    private volatile long lockedAt;

    LockedLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns what the shared limits say, or what those of this gateway do while the shared ones are locked. */
    <T> T unlessLocked(Supplier<T> shared, Supplier<T> local) {
        if (locked && (isRecent(REST) || !looking.compareAndSet(false, true))) {
            return local.get();
        }
        try {
            var answer = shared.get();
            locked = false;
            if (told.get() && !isRecent(REST.multipliedBy(2)) && told.compareAndSet(true, false)) {
                log.info("The limits of requests are no longer locked");
            }
            return answer;
        } catch (DataAccessException e) {
            if (!DatabaseOutage.isLock(e)) {
                throw e;
            }
            lockedAt = nanoTime.getAsLong();
            locked = true;
            if (told.compareAndSet(false, true)) {
                log.warn("another database session has locked rows of request_limit;"
                        + " each gateway counts requests and failed log-ins for itself until it lets go");
            }
            return local.get();
        } finally {
            looking.set(false);
        }
    }

    private boolean isRecent(Duration time) {
        return nanoTime.getAsLong() - lockedAt < time.toNanos();
    }
}
