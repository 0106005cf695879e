package io.spotmanager.system.launch;

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
import java.util.Optional;
import java.util.UUID;
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

    @Test
    void an_empty_host_becomes_one_of_runpod_and_gets_a_vm_with_one_interface_and_a_firewall() throws Exception {
        try (var nova = new RealNova();
                var vendors = SimulatedCloud.start(new Installation.Size(60, 0));
                var demo = Demo.onTheCloudOfTheEnvironment("real-launch", vendors.launchVariables())) {
            var before = nova.aggregates();
            vendors.hurry();
            var api = demo.operator();
            var move = emptyHostToRunPod(nova);
            try {
                assertThat(end(api, api.move(move)).state()).isEqualTo("SUCCEEDED");
                var launch = launchOnceSeen(api, move.host());
                var vm = vmOf(vendors, launch);
                var server = nova.boot(vm.name(), move.host(), STORAGE);
                try {
                    var ended = end(api, launch);

                    assertThat(ended.state()).as(ended.story()).isEqualTo("SUCCEEDED");
                    assertThat(nova.interfaces(server, nova.networkId(STORAGE))).isOne();
                    assertThat(vendors.vendors().firewallsOf(vm.id())).hasSize(1);
                    assertThat(vendors.vendors().machines())
                            .extracting(VendorView.Machine::name)
                            .singleElement(STRING)
                            .startsWith(move.host());
                } finally {
                    nova.delete(server);
                }
            } finally {
                nova.restore(before);
            }
        }
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

    private static OperationView end(Client api, UUID operation) {
        await("the end of " + operation)
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> api.operation(operation).over());
        return api.operation(operation);
    }
}
