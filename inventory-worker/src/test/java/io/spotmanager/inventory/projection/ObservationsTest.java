package io.spotmanager.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.FlavorRow;
import io.spotmanager.fleet.table.ProjectRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the values of a source when it is read again, or cannot be. */
class ObservationsTest {
    private static final String HOST = "CA1-L40-01";
    private static final GpuCount COUNT = FleetSettings.STANDARD.count();
    private static final Flavor PLAIN = Flavor.named("gpu-large");
    private static final Server VM = new Server("id-9", "web", "ACTIVE", "only-a-vm", "p", PLAIN, null);

    private final Observations known = new Sketch()
            .pool("L40-n3", HOST)
            .server(HOST, "n3-L40x4")
            .project("p", "Acme")
            .device(HOST, "active", true)
            .facts();

    @Test
    void a_source_that_failed_keeps_its_values() {
        assertThat(known.updated(new Readings().reading(), COUNT)).isEqualTo(known);
    }

    @Test
    void a_source_that_was_read_replaces_its_values_alone() {
        var pool = new Aggregate(7, "A100-n3", List.of("CA1-A100-01"), null, Map.of());
        var service = new ComputeService("CA1-A100-01", true, false, null, "nova");

        assertThat(known.updated(new Readings().aggregates(pool).reading(), COUNT)
                        .aggregates())
                .containsExactly(pool);
        assertThat(known.updated(new Readings().services(service).reading(), COUNT)
                        .services())
                .containsExactly(service);
        assertThat(known.updated(
                        new Readings().projects(new Project("q", "Initech")).reading(), COUNT))
                .satisfies(updated -> {
                    assertThat(updated.projects()).containsExactly(new ProjectRow("q", "Initech"));
                    assertThat(updated.aggregates()).isEqualTo(known.aggregates());
                });
    }

    @Test
    void a_server_is_counted_by_the_list_of_flavors_unless_it_carries_its_own() {
        var ofFlavor = new Flavor("gpu-large", Map.of("pci_passthrough:alias", "h100:2"));
        var carriesIt = new Server("id-8", "db", "ACTIVE", HOST, "p", ofFlavor, null);
        var listed = new Flavor("gpu-large", Map.of("pci_passthrough:alias", "h100:8"));
        var unlisted = new Server("id-7", "old", "ACTIVE", HOST, "p", Flavor.named("n3-L40x4"), null);

        var updated = known.updated(
                new Readings().flavors(listed).servers(VM, carriesIt, unlisted).reading(), COUNT);

        assertThat(updated.flavors()).containsExactly(new FlavorRow("gpu-large", 8));
        assertThat(updated.servers()).extracting(CountedServer::gpus).containsExactly(8, 2, 4);
    }

    @Test
    void a_device_that_netbox_no_longer_shows_is_kept_while_anything_in_the_cloud_bears_its_name() {
        var inPool = device("in-a-pool");
        var withService = device("with-a-service");
        var withVm = device("only-a-vm");
        var nowhere = device("nowhere");
        var before = known.updated(
                new Readings().netbox(inPool, withService, withVm, nowhere).reading(), COUNT);
        var gone = new Readings()
                .aggregates(new Aggregate(7, "L40-n3", List.of("in-a-pool"), null, Map.of()))
                .services(new ComputeService("with-a-service", true, true, null, "nova"))
                .servers(VM, new Server("id-6", "shelved", "SHELVED", null, "p", PLAIN, null))
                .netbox();

        var missing = before.updated(gone.reading(), COUNT);
        var longAgo = missing.devices().stream()
                .map(device -> device.missingSince(Sketch.NOON.minusSeconds(86_400 * 30)))
                .toList();
        var after = new Observations(
                        missing.aggregates(),
                        missing.servers(),
                        missing.services(),
                        missing.flavors(),
                        missing.projects(),
                        longAgo,
                        missing.hidden())
                .updated(gone.reading(), COUNT);

        assertThat(after.devices())
                .extracting(DeviceRow::name)
                .containsExactlyInAnyOrder("in-a-pool", "with-a-service", "only-a-vm");
    }

    @Test
    void the_hosts_are_those_of_aggregates_and_services() {
        var updated = known.updated(
                new Readings()
                        .services(new ComputeService("other", true, true, null, "nova"))
                        .reading(),
                COUNT);

        assertThat(updated.hosts()).containsExactly(HOST, "other");
    }

    private static Device device(String name) {
        return new Device(
                name, "active", new Device.Owner("Acme", null), new Device.Place(null, null), null, List.of(), null);
    }
}
