package io.spotmanager.inventory;

import io.spotmanager.inventory.snapshot.RefreshLock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps the snapshot fresh: all of it from time to time and when somebody asks, a host when something happened to it. */
final class Inventory {
    private static final Logger log = LoggerFactory.getLogger(Inventory.class);

    private final FleetRefresh fleet;
    private final HostRefresh hosts;
    private final InventoryRepository records;
    private final RefreshLock turn;
    private final InventorySettings settings;

    Inventory(
            FleetRefresh fleet,
            HostRefresh hosts,
            InventoryRepository records,
            RefreshLock turn,
            InventorySettings settings) {
        this.fleet = fleet;
        this.hosts = hosts;
        this.records = records;
        this.turn = turn;
        this.settings = settings;
    }

    /**
     * Reads everything if that is due, unless another replica is at it. Whoever asked while a read was under way is served by
     * the next one, together with all who asked until that begins.
     */
    void refreshWhenDue() {
        try {
            turn.take(() -> records.times().allIsDue(settings.refresh()), fleet::run);
        } catch (DataAccessException e) {
            log.warn(
                    "the fleet could not be saved: {}", e.getMostSpecificCause().getMessage());
        }
    }

    void refresh(Set<String> changed) {
        if (changed.size() > settings.hostsAtOnce()) {
            records.times().want();
            refreshWhenDue();
        } else {
            hosts.run(changed);
        }
    }
}
