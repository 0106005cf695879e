package io.spotmanager.inventory;

import io.spotmanager.inventory.snapshot.RefreshLock;
import io.spotmanager.workflow.operation.OutageLog;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps the snapshot fresh: reads the fleet at an interval and on request, and single hosts after an operation changed them. */
final class Inventory {
    private static final Logger log = LoggerFactory.getLogger(Inventory.class);

    private final OutageLog outage = new OutageLog(log, "The fleet can be saved again");
    private final FleetRefresh fleet;
    private final HostRefresh hosts;
    private final InventoryRepository repository;
    private final RefreshLock lock;
    private final InventorySettings settings;

    /** After a save that failed: whatever is in its way, the clouds are not read in vain more often than usual. */
    private volatile long restsUntil = System.nanoTime();

    Inventory(
            FleetRefresh fleet,
            HostRefresh hosts,
            InventoryRepository repository,
            RefreshLock lock,
            InventorySettings settings) {
        this.fleet = fleet;
        this.hosts = hosts;
        this.repository = repository;
        this.lock = lock;
        this.settings = settings;
    }

    /**
     * Reads the fleet if that is due, unless another replica is reading it. Requests that arrive during a read are served by
     * one further read.
     */
    void refreshWhenDue() {
        try {
            lock.take(
                    () -> restsUntil - System.nanoTime() <= 0
                            && repository.times().allIsDue(settings.refresh()),
                    this::readAll);
        } catch (DataAccessException e) {
            outage.failed(
                    "the fleet could not be saved, it is read and saved again and again: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private void readAll() {
        try {
            fleet.run();
            outage.worked();
        } catch (DataAccessException e) {
            restsUntil = System.nanoTime() + settings.refresh().toNanos();
            throw e;
        }
    }

    void refresh(Set<String> changed) {
        if (changed.size() > settings.hostsAtOnce()) {
            repository.times().want();
            refreshWhenDue();
        } else {
            hosts.run(changed);
        }
    }
}
