package io.spotmanager.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the fleet is looked at.
 *
 * @param refresh between two looks at everything, over all replicas
 * @param patience with the slowest source; its answer is taken the next time
 * @param look between two questions to the database whether anything is due
 * @param moment how long a host that is on its way is left alone
 * @param hostsAtOnce most hosts that are read one by one; if more have changed, all are read in bulk
 */
@ConfigurationProperties("spot.inventory")
record InventorySettings(
        @DefaultValue("15s") Duration refresh,
        @DefaultValue("8s") Duration patience,
        @DefaultValue("1s") Duration look,
        @DefaultValue("300ms") Duration moment,
        @DefaultValue("8") int hostsAtOnce) {}
