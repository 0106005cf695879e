package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Publishes the number of unserved operations as a metric for alerts, and logs when it rises above zero and returns to it. */
final class UnservedWatch {
    private static final Logger log = LoggerFactory.getLogger(UnservedWatch.class);

    private final UnservedOperations operations;
    private final AtomicLong count = new AtomicLong();

    UnservedWatch(UnservedOperations operations, MeterRegistry meters) {
        this.operations = operations;
        meters.gauge("spot.operations.unserved", count);
    }

    /** Updates the metric. Never throws: while the database is down, the last number stays. */
    void look() {
        try {
            var now = operations.count();
            var before = count.getAndSet(now);
            if (before == 0 && now > 0) {
                log.warn("{} open operations wait: no live worker knows their kind and state", now);
            } else if (before > 0 && now == 0) {
                log.info("A live worker knows the state of every open operation again");
            }
        } catch (DataAccessException e) {
            log.debug("Unserved operations could not be counted: {}", e.getMessage());
        }
    }
}
