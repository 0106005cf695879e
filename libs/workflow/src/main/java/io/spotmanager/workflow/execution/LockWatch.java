package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs once that a row which the sweep had to skip is locked, and once that it is free again. Used by one thread. */
final class LockWatch {
    private static final Logger log = LoggerFactory.getLogger(LockWatch.class);

    /** Shorter locks are normal and not logged. */
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Map<UUID, Long> since = new TreeMap<>();
    private final Set<UUID> told = new HashSet<>();

    LockWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param locked all operations that the latest sweep had to skip */
    void saw(Collection<UUID> locked) {
        var now = nanoTime.getAsLong();
        locked.forEach(operation -> since.putIfAbsent(operation, now));
        since.forEach((operation, first) -> {
            if (locked.contains(operation) && now - first >= USUAL.toNanos() && told.add(operation)) {
                log.warn(
                        "another database session has locked the row of operation {}; only this operation waits",
                        operation);
            }
        });
        since.keySet().removeIf(operation -> {
            var free = !locked.contains(operation);
            if (free && told.remove(operation)) {
                log.info("the row of operation {} is no longer locked", operation);
            }
            return free;
        });
    }
}
