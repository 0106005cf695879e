package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The readers of the snapshot that the API uses. */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
    @Bean
    SnapshotStatusRepository snapshotStatus(JdbcClient jdbc, SnapshotSettings settings) {
        return new SnapshotStatusRepository(jdbc, settings.staleAfter());
    }
}
