package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.SimulatedVendors;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and networks beneath the VMs of the simulated cloud. */
class OpenStackNetworksTest {

    private static final Duration TIME_TO_BUILD = Duration.ofSeconds(4);

    private final SimulatedVendors vendors = new SimulatedVendors();
    private final VmNetworks networks = vendors.openStack().networks();
    private final String host = vendors.emptyHost();

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void a_vm_is_found_by_its_exact_name_with_its_host_and_what_it_is_doing() {
        vendors.hyperstack().create(SimulatedVendors.order(host));
        assertThat(networks.serversNamed(host).found().orElseThrow()).isEmpty();

        vendors.pass(Duration.ofSeconds(1));

        assertThat(networks.serversNamed(host).found().orElseThrow())
                .singleElement()
                .satisfies(server -> {
                    assertThat(server.state()).isEqualTo(new NovaServer.State("BUILD", "spawning", "building", host));
                    assertThat(server.flavorName()).isEqualTo("n3-L40x8");
                    assertThat(server.addresses()).isNotEmpty();
                    assertThat(server.created()).isNotNull();
                });
        assertThat(networks.serversNamed(host.toLowerCase(Locale.ROOT)).found().orElseThrow())
                .isEmpty();
        assertThat(networks.serversNamed(host.substring(1)).found().orElseThrow())
                .isEmpty();
        assertThat(networks.serversNamed("no.such*name(").found().orElseThrow()).isEmpty();
    }

    @Test
    void a_server_that_is_gone_is_empty_and_no_refusal() {
        assertThat(networks.server("11111111-2222-3333-4444-555555555555")
                        .found()
                        .orElseThrow())
                .isEmpty();
        assertThat(networks.interfaces("11111111-2222-3333-4444-555555555555")).isInstanceOf(Rejected.class);
    }

    @Test
    void a_network_is_found_by_name_and_by_id() {
        Network storage = storage();

        assertThat(storage.shared()).isTrue();
        assertThat(storage.adminUp()).isTrue();
        assertThat(networks.networks(storage.id()).found().orElseThrow()).containsExactly(storage);
        assertThat(networks.networks("nowhere").found().orElseThrow()).isEmpty();
        assertThat(networks.networks("11111111-2222-3333-4444-555555555555")
                        .found()
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void an_interface_is_attached_found_again_and_detached() {
        String server = running();

        NetworkInterface attached =
                networks.attach(server, storage().id()).found().orElseThrow();

        assertThat(onStorage(server)).containsExactly(attached);
        assertThat(networks.server(server).found().orElseThrow().orElseThrow().addresses())
                .containsAll(attached.addresses());
        assertThat(networks.detach(server, attached.portId()).ok()).isTrue();
        vendors.pass(Duration.ofSeconds(1));
        assertThat(onStorage(server)).isEmpty();
        assertThat(vendors.recorder())
                .contains(
                        "openstack server add network " + server + " "
                                + storage().id(),
                        "openstack port list --server " + server,
                        "openstack server remove port " + server + " " + attached.portId());
    }

    @Test
    void a_server_has_ports_until_it_is_gone_and_none_after_that() {
        String server = running();
        NetworkInterface attached =
                networks.attach(server, storage().id()).found().orElseThrow();

        assertThat(networks.ports(server).found().orElseThrow()).contains(attached.portId());
        assertThat(networks.ports("11111111-2222-3333-4444-555555555555")
                        .found()
                        .orElseThrow())
                .isEmpty();
        assertThat(vendors.recorder()).contains("openstack port list --device-id " + server);
    }

    @Test
    void a_server_that_is_building_refuses() {
        vendors.hyperstack().create(SimulatedVendors.order(host));
        vendors.pass(Duration.ofSeconds(1));
        String server =
                networks.serversNamed(host).found().orElseThrow().getFirst().id();

        assertThat(networks.attach(server, storage().id())).isInstanceOfSatisfying(Rejected.class, no -> {
            assertThat(no.status()).isEqualTo(409);
            assertThat(no.message()).contains("vm_state building");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-after", "lost-reply", "hang-after"})
    void an_attach_whose_answer_goes_wrong_is_unclear_is_sent_once_and_is_found(String fault) {
        String server = running();
        String network = storage().id();
        vendors.script("{\"fault\":\"" + fault
                + "\",\"millis\":60000,\"match\":{\"method\":\"POST\",\"path\":\"os-interface\"},\"times\":1}");

        assertThat(networks.attach(server, network)).isInstanceOf(Indeterminate.class);
        assertThat(onStorage(server)).hasSize(1);
    }

    @Test
    void an_unknown_network_is_unclear_as_nova_answers_500() {
        assertThat(networks.attach(running(), "11111111-2222-3333-4444-555555555555"))
                .isInstanceOf(Indeterminate.class);
    }

    private String running() {
        vendors.hyperstack().create(SimulatedVendors.order(host));
        vendors.pass(TIME_TO_BUILD);
        return networks.serversNamed(host).found().orElseThrow().getFirst().id();
    }

    private Network storage() {
        return networks.networks("storage-net").found().orElseThrow().getFirst();
    }

    private List<NetworkInterface> onStorage(String server) {
        String network = storage().id();
        return networks.interfaces(server).found().orElseThrow().stream()
                .filter(port -> port.networkId().equals(network))
                .toList();
    }
}
