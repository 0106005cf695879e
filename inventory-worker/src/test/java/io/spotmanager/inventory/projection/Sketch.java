package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.HostRow.Reason;
import io.spotmanager.fleet.table.Ownership;
import io.spotmanager.fleet.table.PoolRow;
import io.spotmanager.fleet.table.ProjectRow;
import io.spotmanager.fleet.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the observations of a fleet, and their projection. */
final class Sketch {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final DriftDetector NO_DRIFT = new DriftDetector(Map.of(), Map.of(), Map.of(), NOON);

    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final List<ComputeService> services = new ArrayList<>();
    private final List<ProjectRow> projects = new ArrayList<>();
    private final List<DeviceRow> devices = new ArrayList<>();
    private final List<HiddenOnHost> hidden = new ArrayList<>();

    /** The hosts run a service that is enabled and up, unless the test says something of it. */
    Sketch pool(String name, String... hosts) {
        return poolIn(null, name, hosts);
    }

    Sketch poolIn(@Nullable String zone, String name, String... hosts) {
        aggregates.add(new Aggregate(aggregates.size() + 1, name, List.of(hosts), zone, Map.of()));
        for (var host : hosts) {
            if (services.stream().noneMatch(service -> service.host().equals(host))) {
                services.add(new ComputeService(host, true, true, null, "nova"));
            }
        }
        return this;
    }

    Sketch service(String host, boolean enabled, boolean up, @Nullable String reason) {
        services.removeIf(service -> service.host().equals(host));
        services.add(new ComputeService(host, enabled, up, reason, "nova"));
        return this;
    }

    Sketch noServices() {
        services.clear();
        return this;
    }

    Sketch server(@Nullable String host, String flavor) {
        return server(host, Flavor.named(flavor), "ACTIVE");
    }

    Sketch server(@Nullable String host, Flavor flavor, String status) {
        var id = "id-" + servers.size();
        servers.add(new Server(id, "vm-" + servers.size(), status, host, "p", flavor, null));
        return this;
    }

    Sketch hidden(String host, HiddenTenant tenant) {
        hidden.add(new HiddenOnHost(host, tenant));
        return this;
    }

    Sketch project(String id, String name) {
        projects.add(new ProjectRow(id, name));
        return this;
    }

    Sketch device(String name, String status, @Nullable Boolean nvlinks, String... tags) {
        devices.add(new DeviceRow(
                name,
                status,
                new Ownership("Acme", "Investors", "CA1", "R12"),
                nvlinks,
                List.of(tags),
                "https://netbox/" + name,
                null));
        return this;
    }

    Observations facts() {
        return new Observations(
                aggregates,
                CountedServer.count(servers, List.of(), FleetSettings.STANDARD.count()),
                services,
                List.of(),
                projects,
                devices,
                hidden);
    }

    Tables project() {
        return project(NO_DRIFT);
    }

    Tables project(DriftDetector drift) {
        return new FleetProjection(FleetSettings.STANDARD).project(facts(), drift);
    }

    HostRow host(String name) {
        return host(project(), name);
    }

    static HostRow host(Tables tables, String name) {
        return tables.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> hosts() {
        return project().hosts().stream().map(HostRow::name).toList();
    }

    PoolRow poolRow(String name) {
        return project().pools().stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> reasons(String host) {
        return host(host).sale().reasons().stream().map(Reason::code).toList();
    }

    String why(String host) {
        return host(host).sale().reasons().getFirst().text();
    }
}
