package io.spotmanager.gateway.fleet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param staleAfter age at which a source is stale; a multiple of the inventory worker's refresh interval */
@ConfigurationProperties("spot.snapshot")
record SnapshotSettings(@DefaultValue("60s") Duration staleAfter) {}
