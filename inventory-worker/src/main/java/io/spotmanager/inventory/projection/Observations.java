package io.spotmanager.inventory.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.FlavorRow;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.MemberRow;
import io.spotmanager.fleet.table.ProjectRow;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.source.FleetReading;
import io.spotmanager.inventory.source.HostReading;
import io.spotmanager.inventory.source.SourceResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The latest successful reading of each source. */
public record Observations(
        List<Aggregate> aggregates,
        List<CountedServer> servers,
        List<ComputeService> services,
        List<FlavorRow> flavors,
        List<ProjectRow> projects,
        List<DeviceRow> devices,
        List<HiddenOnHost> hidden) {

    /** What the rows were made of. */
    public static Observations of(Tables tables) {
        Map<String, List<String>> hosts =
                tables.members().stream().collect(groupingBy(MemberRow::pool, mapping(MemberRow::host, toList())));
        return new Observations(
                tables.pools().stream()
                        .map(pool -> new Aggregate(
                                pool.aggregateId(),
                                pool.name(),
                                hosts.getOrDefault(pool.name(), List.of()),
                                pool.zone(),
                                Map.of()))
                        .toList(),
                tables.vms().stream().map(CountedServer::of).toList(),
                tables.hosts().stream().flatMap(Observations::service).toList(),
                tables.flavors(),
                tables.projects(),
                tables.devices(),
                tables.hosts().stream().flatMap(HiddenOnHost::of).toList());
    }

    /** Merges a new reading; sources that failed keep their previous values. */
    public Observations updated(FleetReading reading, GpuCount count) {
        var newFlavors =
                reading.flavors().items().map(read -> flavors(read, count)).orElse(flavors);
        var newServers = reading.servers()
                .items()
                .map(read -> CountedServer.count(read, newFlavors, count))
                .orElse(servers);
        var newAggregates = reading.aggregates().or(aggregates);
        var newServices = reading.services().or(services);
        return new Observations(
                newAggregates,
                newServers,
                newServices,
                newFlavors,
                reading.projects()
                        .items()
                        .map(read -> read.stream()
                                .map(project -> new ProjectRow(project.id(), project.name()))
                                .toList())
                        .orElse(projects),
                devices(reading.netbox(), hosts(newAggregates, newServices, newServers)),
                HiddenOnHost.updated(hidden, reading, newServers));
    }

    /** Replaces the values of these hosts by those of a later reading. */
    public Observations overlaid(Observations later, Set<String> hosts) {
        return new Observations(
                Overlay.aggregates(aggregates, later.aggregates, hosts),
                Overlay.servers(servers, later.servers, hosts),
                Overlay.services(services, later.services, hosts),
                flavors,
                projects,
                devices,
                hidden);
    }

    /** Merges a new reading of single hosts. */
    public Observations updated(HostReading reading, GpuCount count) {
        return overlaid(
                new Observations(
                        reading.aggregates(),
                        CountedServer.count(reading.servers(), flavors, count),
                        reading.services(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                reading.hosts());
    }

    /** Every host that the cloud lists. */
    public Set<String> hosts() {
        return hosts(aggregates, services, List.of());
    }

    private static Set<String> hosts(
            List<Aggregate> aggregates, List<ComputeService> services, List<CountedServer> servers) {
        Set<String> hosts = new TreeSet<>();
        aggregates.forEach(aggregate -> hosts.addAll(aggregate.hosts()));
        services.forEach(service -> hosts.add(service.host()));
        servers.forEach(each -> Stream.ofNullable(each.server().host()).forEach(hosts::add));
        return hosts;
    }

    private List<DeviceRow> devices(SourceResult<Device> netbox, Set<String> inCloud) {
        return netbox.items()
                .map(read -> netbox.isOff()
                        ? List.<DeviceRow>of()
                        : MissingDevices.merge(devices, read, inCloud, netbox.began()))
                .orElse(devices);
    }

    private static List<FlavorRow> flavors(List<Flavor> read, GpuCount count) {
        return read.stream()
                .map(flavor -> new FlavorRow(flavor.name(), count.of(flavor)))
                .toList();
    }

    private static Stream<ComputeService> service(HostRow host) {
        var service = host.service();
        return service.serviceEnabled() == null || service.serviceUp() == null
                ? Stream.empty()
                : Stream.of(new ComputeService(
                        host.name(),
                        service.serviceEnabled(),
                        service.serviceUp(),
                        service.disabledReason(),
                        Objects.requireNonNullElse(host.sale().zone(), "")));
    }
}
