package io.spotmanager.inventory;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.netbox.Netbox;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.Saved;
import io.spotmanager.inventory.snapshot.RefreshLock;
import io.spotmanager.inventory.source.FleetSources;
import io.spotmanager.inventory.source.HostSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One inventory worker, without its process. */
final class Replica implements AutoCloseable {
    final List<SnapshotEvent> events = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final InventoryRepository records;
    final Inventory inventory;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FleetRefresh fleet;
    private final HostRefresh hosts;

    Replica(ComputeInventory cloud, Optional<Netbox> netbox, Duration maxWait) {
        var database = InventoryDatabase.source();
        var settings = new InventorySettings(
                Duration.ofMinutes(1), maxWait, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(24), 3);
        records = InventoryDatabase.records();
        fleet = new FleetRefresh(
                new FleetSources(cloud, netbox, threads, meters),
                FleetSettings.STANDARD,
                records,
                events::add,
                settings,
                meters);
        hosts = new HostRefresh(
                new HostSource(cloud, threads, meters), FleetSettings.STANDARD, records, events::add, meters);
        inventory = new Inventory(fleet, hosts, records, new RefreshLock(database), settings);
    }

    Replica(ComputeInventory cloud) {
        this(cloud, Optional.empty(), Duration.ofSeconds(30));
    }

    Saved readAll() {
        return fleet.run();
    }

    void readHosts(String... names) {
        hosts.run(Set.of(names));
    }

    double calls(String source) {
        return meters.counter("spot.inventory.calls", "source", source).count();
    }

    @Override
    public void close() {
        threads.close();
    }
}
