package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.capacity.CapacityTable;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.fleet.snapshot.RefreshTimes;
import io.spotmanager.inventory.capacity.CapacitySampler;
import io.spotmanager.inventory.capacity.FleetGauges;
import io.spotmanager.inventory.snapshot.RefreshLock;
import io.spotmanager.inventory.source.FleetSources;
import io.spotmanager.inventory.source.HostSource;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How the parts of the inventory fit together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventorySettings.class)
class InventoryConfiguration {
    private static final Duration CAPACITY_POLL = Duration.ofSeconds(20);

    @Bean
    @DependsOn("schema")
    InventoryRepository inventoryRepository(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return InventoryRepository.in(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    SnapshotEvents snapshotEvents(ConnectionFactory connections, ExecutorService kernelThreads, InstantSource clock) {
        return new BrokerSnapshotEvents(new RabbitTemplate(connections), kernelThreads, clock);
    }

    @Bean
    FleetRefresh fleetRefresh(
            FleetSources sources,
            FleetRules rules,
            InventoryRepository repository,
            SnapshotEvents events,
            InventorySettings settings,
            MeterRegistry meters) {
        return new FleetRefresh(sources, rules, repository, events, settings, meters);
    }

    @Bean
    HostRefresh hostRefresh(
            ComputeInventory cloud,
            ExecutorService kernelThreads,
            FleetRules rules,
            InventoryRepository repository,
            SnapshotEvents events,
            MeterRegistry meters) {
        return new HostRefresh(new HostSource(cloud, kernelThreads, meters), rules, repository, events, meters);
    }

    @Bean
    Inventory inventory(
            FleetRefresh fleet,
            HostRefresh hosts,
            InventoryRepository repository,
            DataSource database,
            InventorySettings settings) {
        return new Inventory(fleet, hosts, repository, new RefreshLock(database), settings);
    }

    @Bean
    ChangedHosts changedHosts(Inventory inventory, ExecutorService kernelThreads) {
        return new ChangedHosts(inventory::refresh, kernelThreads);
    }

    @Bean
    PacedTask refreshTask(Inventory inventory, InventorySettings settings) {
        return PacedTask.on(
                WorkSign.when(RefreshTimes.allIsDueSign(settings.refresh())),
                "inventory-refresh",
                settings.pollInterval(),
                inventory::refreshWhenDue);
    }

    /** Asks more often than samples are taken, so that one is missed only if the fleet cannot be read. */
    @Bean
    @DependsOn("schema")
    FixedDelayTask capacityTask(JdbcClient jdbc, MeterRegistry meters) {
        var fleet = new FleetSnapshotRepository(jdbc);
        var sampler = new CapacitySampler(new CapacityTable(jdbc), fleet);
        var gauges = new FleetGauges(fleet, meters);
        return new FixedDelayTask("capacity", CAPACITY_POLL, () -> {
            gauges.update();
            sampler.takeIfDue();
        });
    }

    @Bean
    FixedDelayTask changedHostsTask(ChangedHosts hosts, InventorySettings settings) {
        return new FixedDelayTask("inventory-hosts", settings.debounce(), hosts::readAll);
    }
}
