package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interfaces of a server of a real Nova and Neutron; what is attached is detached again. */
class RealNetworksTest {

    private static final String SERVER = "initech-a4000-01";
    private static final String HOST = "CA1-ESC4-A4000-01";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<ExternalCall> calls = new ArrayList<>();
    private final Optional<String> compute = pidOfCompute();
    private VmNetworks networks = connected(Duration.ofSeconds(75));
    private String server = "";

    @BeforeEach
    void findTheServer() {
        server = networks.serversNamed(SERVER).found().orElseThrow().getFirst().id();
        assertThat(onStorage()).isEmpty();
    }

    @AfterEach
    void putBack() throws Exception {
        if (System.getenv("OS_AUTH_URL") == null) {
            return;
        }
        signal("CONT");
        // A detach is answered with 202 and yet dropped when the compute host does not know of the port by then.
        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    List<NetworkInterface> left = onStorage();
                    left.forEach(port -> networks.detach(server, port.portId()));
                    return left.isEmpty();
                });
    }

    @Test
    void a_server_is_found_by_name_with_its_host() {
        NovaServer found = networks.server(server).found().orElseThrow().orElseThrow();

        assertThat(found.name()).isEqualTo(SERVER);
        assertThat(found.state().status()).isEqualTo("ACTIVE");
        assertThat(found.state().host()).isEqualTo(HOST);
        assertThat(found.flavorName()).isEqualTo("n3-RTX-A4000x1");
        assertThat(found.addresses()).isNotEmpty();
        assertThat(networks.serversNamed("initech-a4000").found().orElseThrow()).isEmpty();
        assertThat(networks.serversNamed("no.such*name(").found().orElseThrow()).isEmpty();
        assertThat(networks.server("11111111-2222-3333-4444-555555555555")
                        .found()
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void an_interface_is_attached_and_found_again_so_that_no_second_is_made() {
        NetworkInterface attached =
                networks.attach(server, storage().id()).found().orElseThrow();

        assertThat(onStorage()).extracting(NetworkInterface::portId).containsExactly(attached.portId());
        assertThat(attached.addresses()).hasSize(1);
    }

    @Test
    void the_network_is_found_by_name_and_id() {
        assertThat(storage().shared()).isTrue();
        assertThat(networks.networks(storage().id()).found().orElseThrow()).containsExactly(storage());
        assertThat(networks.networks("nowhere").found().orElseThrow()).isEmpty();
    }

    @Test
    void nova_refuses_an_unknown_server_and_does_not_understand_an_unknown_network() {
        assertThat(networks.attach(
                        "11111111-2222-3333-4444-555555555555", storage().id()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.status()).isEqualTo(404));
        assertThat(networks.attach(server, "11111111-2222-3333-4444-555555555555"))
                .isInstanceOf(Indeterminate.class);
    }

    @Test
    void a_client_that_gives_up_finds_the_interface_later() throws Exception {
        networks = connected(Duration.ofSeconds(5));
        signal("STOP");

        var answer = networks.attach(server, storage().id());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Indeterminate.class,
                        unclear -> assertThat(unclear.cause()).isEqualTo("no answer within 5 s"));
        assertThat(onStorage()).isEmpty();
        signal("CONT");
        await().atMost(LONG).until(() -> onStorage().size() == 1);
    }

    /** The host was only asleep: what Nova has given up on is carried out when it wakes. */
    @Test
    void a_500_after_a_minute_does_not_mean_that_nothing_will_happen() throws Exception {
        signal("STOP");

        var answer = networks.attach(server, storage().id());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Indeterminate.class,
                        unclear -> assertThat(unclear.cause()).contains("500", "MessagingTimeout"));
        assertThat(onStorage()).isEmpty();
        signal("CONT");
        await().atMost(LONG).until(() -> onStorage().size() == 1);
    }

    private Network storage() {
        return networks.networks("storage-net").found().orElseThrow().getFirst();
    }

    private List<NetworkInterface> onStorage() {
        String network = storage().id();
        return networks.interfaces(server).found().orElseThrow().stream()
                .filter(port -> port.networkId().equals(network))
                .toList();
    }

    private VmNetworks connected(Duration attach) {
        assumeTrue(
                System.getenv("OS_AUTH_URL") != null,
                "skipped: OS_AUTH_URL is not set; source the credentials of an OpenStack that may be changed");
        OpenStackSettings settings = OpenStackSettings.from(System::getenv).withAttach(attach);
        return OpenStackCloud.connect(settings, Clock.systemUTC()).networks().recordingTo(calls::add);
    }

    private void signal(String name) throws IOException, InterruptedException {
        assumeTrue(compute.isPresent(), "skipped: the compute service does not run on this machine");
        assertThat(new ProcessBuilder("kill", "-" + name, compute.orElseThrow())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Where the local test cloud notes its processes. */
    private static Optional<String> pidOfCompute() {
        String state = Optional.ofNullable(System.getenv("REALOS_STATE")).orElse("/var/lib/real-openstack");
        Path file = Path.of(state, "run", "compute-" + HOST + ".pid");
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).split(" ", 2)[0]) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
