package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Counts the operations that no live worker can carry on, as a metric for an alert, and logs when there are some and when none. */
final class UnservedWatch {
    private static final Logger log = LoggerFactory.getLogger(UnservedWatch.class);

    private final UnservedOperations operations;
    private final AtomicLong count = new AtomicLong();

    UnservedWatch(UnservedOperations operations, MeterRegistry meters) {
        this.operations = operations;
        meters.gauge("spot.operations.unserved", count);
    }

    /** One look. Never throws: while the database is away the latest number stands. */
    void look() {
        try {
            var now = operations.count();
            var before = count.getAndSet(now);
            if (before == 0 && now > 0) {
                log.warn("{} open operations wait for a worker: no live one knows their kind and state", now);
            } else if (before > 0 && now == 0) {
                log.info("every open operation has a worker again that knows its state");
            }
        } catch (DataAccessException e) {
            log.debug("operations without a worker were not counted: {}", e.getMessage());
        }
    }
}
