package io.spotmanager.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How often the fleet is read.
 *
 * @param refresh interval between two full reads, over all replicas
 * @param maxWait how long to wait for the slowest source; its answer is used in the next read
 * @param pollInterval interval at which the database is asked whether a read is due
 * @param debounce how long to collect hosts of running operations before they are read
 * @param doubt how long a list has to show much less than before until it is believed without a person: by default as long as
 *     NetBox's missing devices are kept, so that somebody has seen the board meanwhile
 * @param hostsAtOnce the most hosts that are read one by one; if more have changed, all are read in bulk
 */
@ConfigurationProperties("spot.inventory")
record InventorySettings(
        @DefaultValue("15s") Duration refresh,
        @Name("patience") @DefaultValue("8s") Duration maxWait,
        @Name("look") @DefaultValue("2s") Duration pollInterval,
        @Name("moment") @DefaultValue("300ms") Duration debounce,
        @DefaultValue("24h") Duration doubt,
        @DefaultValue("8") int hostsAtOnce) {}
