package io.spotmanager.inventory.capacity;

import io.spotmanager.fleet.capacity.CapacityTable;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Takes the samples of the capacity. Any number of replicas may do so: of two samples of the same five minutes the first is kept. */
public record CapacitySampler(CapacityTable table, FleetSnapshotRepository fleet) {
    private static final Logger log = LoggerFactory.getLogger(CapacitySampler.class);

    /** Blocks for a read of the whole snapshot when a sample is due. Failures are logged; the sample is due until its time is over. */
    public void takeIfDue() {
        try {
            if (table.isDue()) {
                table.write(FleetCapacity.of(fleet.read()).readings());
                table.sumUpHours();
                table.removeOld();
            }
        } catch (DataAccessException e) {
            log.warn(
                    "a sample of the capacity could not be taken: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }
}
