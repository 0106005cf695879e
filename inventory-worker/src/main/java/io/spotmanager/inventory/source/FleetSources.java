package io.spotmanager.inventory.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.netbox.Netbox;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sources of the fleet. */
public final class FleetSources {
    private final Source<Aggregate> aggregates;
    private final Source<Server> servers;
    private final Source<Flavor> flavors;
    private final Source<ComputeService> services;
    private final Source<Project> projects;
    private final Source<Server> softDeleted;
    private final Source<Migration> migrations;
    private final Source<String> placement;
    private final Optional<Source<Device>> netbox;
    private final Executor threads;
    private final Supplier<Map<String, String>> leftOut;

    /** @param netbox empty when it is not configured */
    public FleetSources(ComputeInventory cloud, Optional<Netbox> netbox, Executor threads, MeterRegistry meters) {
        this.aggregates = new Source<>(
                "aggregates", journal -> cloud.recordingTo(journal).aggregates().map(Items::complete), meters);
        this.servers = new Source<>(
                "servers", journal -> cloud.recordingTo(journal).servers().map(Items::complete), meters);
        this.flavors = new Source<>(
                "flavors", journal -> cloud.recordingTo(journal).flavors().map(Items::complete), meters);
        this.services = new Source<>(
                "services",
                journal -> cloud.recordingTo(journal).computeServices().map(Items::complete),
                meters);
        this.projects = new Source<>(
                "projects", journal -> cloud.recordingTo(journal).projects().map(Items::complete), meters);
        this.softDeleted = new Source<>(
                "soft_deleted",
                journal -> cloud.recordingTo(journal).softDeletedServers().map(Items::complete),
                meters);
        this.migrations = new Source<>(
                "migrations", journal -> cloud.recordingTo(journal).migrations().map(Items::complete), meters);
        this.placement = new Source<>(
                "placement",
                journal -> cloud.recordingTo(journal).askPlacement().map(Items::complete),
                meters);
        this.netbox = netbox.map(inventory -> new Source<>(
                "netbox",
                journal ->
                        inventory.recordingTo(journal).devices().map(read -> new Items<>(read.devices(), read.gaps())),
                meters));
        this.threads = threads;
        this.leftOut = cloud::leftOut;
    }

    /**
     * Reads all of them concurrently; blocks until all have answered or the wait is over.
     *
     * @param now by the database's clock
     * @param maxWait how long to wait; a source that takes longer counts as failed in this reading
     */
    public FleetReading read(Instant now, Duration maxWait) {
        Stream.concat(
                        Stream.of(aggregates, servers, flavors, services, projects, softDeleted, migrations, placement),
                        netbox.stream())
                .forEach(source -> source.begin(now, threads));
        var deadline = System.nanoTime() + maxWait.toNanos();
        var reading = new FleetReading(
                result(aggregates, now, deadline),
                result(servers, now, deadline),
                result(flavors, now, deadline),
                result(services, now, deadline),
                result(projects, now, deadline),
                netbox.map(source -> result(source, now, deadline))
                        .orElseGet(() -> new SourceResult<>(now, new SourceReport.Off(), Optional.of(List.of()))),
                new FleetReading.Hidden(
                        result(softDeleted, now, deadline),
                        result(migrations, now, deadline),
                        result(placement, now, deadline),
                        Optional.empty()));
        return CellsOutOfReach.of(reading);
    }

    /** Returns what the last reads left out, by source. */
    public Map<String, String> leftOut() {
        return leftOut.get();
    }

    private static <T> SourceResult<T> result(Source<T> source, Instant now, long deadline) {
        return source.result(now, Duration.ofNanos(deadline - System.nanoTime()));
    }
}
