package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.DeviceComparison;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.PoolHostsRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.SearchRepository;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.RefreshTimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The repositories of the snapshot. */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
    @Bean
    SnapshotStatusRepository snapshotStatus(JdbcClient jdbc, SnapshotSettings settings) {
        return new SnapshotStatusRepository(jdbc, settings.staleAfter());
    }

    @Bean
    FleetSnapshotRepository fleetSnapshot(JdbcClient jdbc) {
        return new FleetSnapshotRepository(jdbc);
    }

    @Bean
    HostRepository fleetHosts(JdbcClient jdbc) {
        return new HostRepository(jdbc);
    }

    @Bean
    ManyHostsRepository fleetHostsTogether(JdbcClient jdbc) {
        return new ManyHostsRepository(jdbc);
    }

    @Bean
    PoolRepository fleetPools(JdbcClient jdbc) {
        return new PoolRepository(jdbc);
    }

    @Bean
    PoolHostsRepository fleetHostsOfPools(JdbcClient jdbc) {
        return new PoolHostsRepository(jdbc);
    }

    @Bean
    SearchRepository fleetSearch(JdbcClient jdbc) {
        return new SearchRepository(jdbc);
    }

    @Bean
    RefreshTimes refreshTimes(JdbcClient jdbc) {
        return new RefreshTimes(jdbc);
    }

    @Bean
    DeviceComparison fleetDevices(JdbcClient jdbc) {
        return new DeviceComparison(jdbc);
    }
}
