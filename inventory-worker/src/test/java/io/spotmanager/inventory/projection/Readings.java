package io.spotmanager.inventory.projection;

import static io.spotmanager.inventory.projection.Sketch.NOON;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.fleet.snapshot.SourceReport;
import io.spotmanager.inventory.source.FleetReading;
import io.spotmanager.inventory.source.SourceResult;
import java.util.List;
import java.util.Optional;

/** A reading of which every source failed, apart from those that a test lets succeed. */
final class Readings {
    private SourceResult<Aggregate> aggregates = failed();
    private SourceResult<Server> servers = failed();
    private SourceResult<Flavor> flavors = failed();
    private SourceResult<ComputeService> services = failed();
    private SourceResult<Project> projects = failed();
    private SourceResult<Device> netbox = failed();

    Readings aggregates(Aggregate... read) {
        aggregates = succeeded(List.of(read));
        return this;
    }

    Readings servers(Server... read) {
        servers = succeeded(List.of(read));
        return this;
    }

    Readings flavors(Flavor... read) {
        flavors = succeeded(List.of(read));
        return this;
    }

    Readings services(ComputeService... read) {
        services = succeeded(List.of(read));
        return this;
    }

    Readings projects(Project... read) {
        projects = succeeded(List.of(read));
        return this;
    }

    Readings netbox(Device... read) {
        netbox = succeeded(List.of(read));
        return this;
    }

    FleetReading reading() {
        return new FleetReading(
                aggregates,
                servers,
                flavors,
                services,
                projects,
                netbox,
                new FleetReading.Hidden(failed(), failed(), failed(), Optional.empty()));
    }

    private static <T> SourceResult<T> succeeded(List<T> items) {
        return new SourceResult<>(NOON, new SourceReport.Good(1, 1, items.size()), Optional.of(items));
    }

    private static <T> SourceResult<T> failed() {
        return new SourceResult<>(NOON, new SourceReport.Failed("503"), Optional.empty());
    }
}
