package io.spotmanager.system.launch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.RealNova;
import io.spotmanager.system.harness.SimulatedCloud;
import io.spotmanager.system.harness.VendorView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * {@code ./spot run} on the Nova and Neutron in {@code OS_*}, beside a simulated Hyperstack and RunPod. The test is the part of
 * Hyperstack that boots a server on the host. It needs a type with the pools {@code X-n3} and {@code X-n3-runpod}, an empty host
 * in the former, and a network {@code storage-net}; it leaves all of them as they were.
 */
@Alone
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = "http.*")
class RealLaunchTest {
    private static final String STORAGE = "storage-net";
    private static final Duration MAX_WAIT = Duration.ofMinutes(3);

    private final RealNova nova = new RealNova();
    private final Map<String, List<String>> before = nova.aggregates();
    private final SimulatedCloud vendors = SimulatedCloud.start(new Installation.Size(60, 0));
    private final Demo demo = Demo.onTheCloudOfTheEnvironment("real-launch", vendors.launchVariables());
    private final Client api = demo.operator();
    private final Move there = emptyHostToRunPod(nova);

    @AfterEach
    void put_back() throws Exception {
        demo.close();
        vendors.close();
        nova.serversOn(there.host()).forEach(server -> {
            nova.delete(server);
            nova.awaitGone(server, there.host());
        });
        nova.restore(before);
        nova.close();
    }

    @Test
    void an_empty_host_becomes_one_of_runpod_and_gets_a_vm_with_one_interface_and_a_firewall() {
        var launched = launch();

        assertThat(nova.interfaces(launched.server(), nova.networkId(STORAGE))).isOne();
        assertThat(vendors.vendors().firewallsOf(launched.vm().id())).hasSize(1);
        assertThat(vendors.vendors().machines())
                .extracting(VendorView.Machine::name)
                .singleElement(STRING)
                .startsWith(there.host());
    }

    @Test
    void a_launched_vm_is_retired_and_its_host_goes_back_once_nova_has_no_server_on_it() {
        var launched = launch();
        var back = new Move(there.host(), there.targetAggregate(), there.sourceAggregate());
        assertThat(refusalOf(back)).contains("retire the VM first");

        var retirement = api.retireAndMove(there.host(), there.sourceAggregate());

        await("Hyperstack has the VM no more")
                .atMost(MAX_WAIT)
                .until(() -> vendors.vendors().vms().stream().noneMatch(launched.vm()::equals));
        assertThat(nova.aggregatesOf(there.host())).containsExactly(there.targetAggregate());
        assertThat(api.operation(retirement).over()).isFalse();
        nova.delete(launched.server());
        nova.awaitGone(launched.server(), there.host());

        succeeds(retirement);
        assertThat(nova.aggregatesOf(there.host())).containsExactly(there.sourceAggregate());
        assertThat(vendors.vendors().machines()).isEmpty();
        assertThat(vendors.vendors().firewallsOf(launched.vm().id())).isEmpty();
    }

    /** A VM at Hyperstack, and the server that Nova has for it. */
    private record Launched(VendorView.Vm vm, String server) {}

    private Launched launch() {
        vendors.hurry();
        succeeds(api.move(there));
        var launch = launchOnceSeen(api, there.host());
        var vm = vmOf(vendors, launch);
        var server = nova.boot(vm.name(), there.host(), STORAGE);
        succeeds(launch);
        return new Launched(vm, server);
    }

    private static Move emptyHostToRunPod(RealNova nova) {
        var pools = nova.aggregates();
        return pools.entrySet().stream()
                .filter(pool -> pool.getKey().endsWith("-n3") && pools.containsKey(pool.getKey() + "-runpod"))
                .flatMap(pool -> pool.getValue().stream()
                        .filter(host -> nova.serversOn(host).isEmpty())
                        .map(host -> new Move(host, pool.getKey(), pool.getKey() + "-runpod")))
                .findFirst()
                .orElseThrow();
    }

    /** The snapshot shows the move shortly after its end. */
    private static UUID launchOnceSeen(Client api, String host) {
        return await("a launch on " + host)
                .atMost(MAX_WAIT)
                .until(() -> api.askForLaunch(host, false), Client.Answer::accepted)
                .id();
    }

    private static VendorView.Vm vmOf(SimulatedCloud vendors, UUID launch) {
        var label = List.of("spot-operation-" + launch);
        return await("Hyperstack has the VM")
                .atMost(MAX_WAIT)
                .until(
                        () -> vendors.vendors().vms().stream()
                                .filter(vm -> vm.labels().equals(label))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** A snapshot that shows the VM already refuses at once, and the worker a moment later. */
    private String refusalOf(Move move) {
        var answer = api.ask(move, null);
        return answer.accepted()
                ? requireNonNull(ended(answer.id()).cause())
                : answer.body().path("detail").asString();
    }

    private OperationView ended(UUID operation) {
        await("the end of " + operation)
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> api.operation(operation).over());
        return api.operation(operation);
    }

    private void succeeds(UUID operation) {
        var end = ended(operation);
        assertThat(end.state()).as(end.story()).isEqualTo("SUCCEEDED");
    }
}
