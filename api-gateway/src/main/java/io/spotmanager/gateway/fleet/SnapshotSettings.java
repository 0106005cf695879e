package io.spotmanager.gateway.fleet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param staleAfter a source that nobody has read for so long is old news; some times the inventory workers' refresh */
@ConfigurationProperties("spot.snapshot")
record SnapshotSettings(@DefaultValue("60s") Duration staleAfter) {}
