package io.spotmanager.inventory;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.PoolNaming;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Reads the pools from the cloud and writes what has changed. */
final class Inventory {
    private static final Logger log = LoggerFactory.getLogger(Inventory.class);

    private final ComputeCloud nova;
    private final PoolNaming naming;
    private final SnapshotWriter writer;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicBoolean wanted = new AtomicBoolean();

    Inventory(ComputeCloud nova, PoolNaming naming, SnapshotWriter writer) {
        this.nova = nova;
        this.naming = naming;
        this.writer = writer;
    }

    /** One look. Those who ask while one is under way share the next. Never throws. */
    void refresh() {
        wanted.set(true);
        reading.lock();
        try {
            if (wanted.compareAndSet(true, false)) {
                save(nova.aggregates());
            }
        } catch (DataAccessException e) {
            log.warn(
                    "the pools could not be saved: {}", e.getMostSpecificCause().getMessage());
        } finally {
            reading.unlock();
        }
    }

    private void save(CloudAnswer<List<Aggregate>> answer) {
        if (!(answer instanceof CloudAnswer.Ok<List<Aggregate>>(var aggregates))) {
            log.warn("the pools could not be read and stay as they were: {}", answer.problem());
            writer.keepBecauseOf(answer.problem());
            return;
        }
        var pools = aggregates.stream()
                .flatMap(aggregate -> naming.read(aggregate.name()).map(pool -> PoolRow.of(pool, aggregate)).stream())
                .toList();
        if (writer.write(pools)) {
            log.info("{} pools, changed", pools.size());
        }
    }
}
