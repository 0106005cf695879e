package io.spotmanager.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param refresh between two looks at the cloud when nothing happens */
@ConfigurationProperties("spot.inventory")
record InventorySettings(@DefaultValue("15s") Duration refresh) {}
