package io.spotmanager.launch.vm;

import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.launch.network.NetworkAttachment;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Success is what is to be seen at the end: the VM is active, on its host, and once on the storage network. */
final class VerifyLaunch {
    /** The fact that names the VM that was seen in order at the end. */
    static final String VERIFIED = "verified_vm_id";

    private VerifyLaunch() {}

    static StepOutcome run(Launch launch) {
        return launch.read(
                "Hyperstack",
                launch.vms().vm(launch.vmId().orElseThrow()),
                vm -> vm.map(found -> decide(launch, found))
                        .orElseGet(() -> new StepOutcome.Failed("Hyperstack does not show the VM any more.")));
    }

    private static StepOutcome decide(Launch launch, Vm vm) {
        var words = VmHealth.words(vm.condition());
        return switch (VmHealth.of(vm.condition())) {
            case ACTIVE ->
                launch.read(
                        "Nova",
                        launch.networks().server(launch.fact("server_id").orElseThrow()),
                        server -> decide(launch, server));
            case BROKEN, DELETING -> new StepOutcome.Failed("The VM did not last: " + words + ".");
            case UNDER_WAY ->
                launch.making()
                        .pollUntil(
                                launch.context(),
                                launch.making().patience().within().active(),
                                "the VM is not active any more: " + words);
        };
    }

    private static StepOutcome decide(Launch launch, Optional<NovaServer> server) {
        var host = server.map(found -> found.state().host()).orElse(null);
        return launch.request().hostname().equals(host)
                ? onItsNetwork(launch)
                : new StepOutcome.NeedsOperator("The VM was on %s and Nova shows it on %s now."
                        .formatted(launch.request().hostname(), host == null ? "no host" : host));
    }

    /** Nova may have carried out an attach that it had answered with an error, after the step had asked again. */
    private static StepOutcome onItsNetwork(Launch launch) {
        return launch.fact(NetworkAttachment.NETWORK_ID)
                .map(network -> launch.read(
                        "Nova",
                        launch.networks().interfaces(launch.fact("server_id").orElseThrow()),
                        interfaces -> once(launch, network, interfaces)))
                .orElseGet(() -> verified(launch.vmId().orElseThrow()));
    }

    /** Whether this very VM was seen in order at the end; a launch that was rolled back and retried has another one. */
    static boolean verified(Launch launch) {
        return launch.vmId().isPresent()
                && launch.fact(VERIFIED)
                        .filter(id -> id.equals(String.valueOf(launch.vmId().getAsLong())))
                        .isPresent();
    }

    private static StepOutcome verified(long vm) {
        return new StepOutcome.Done(Map.of(VERIFIED, String.valueOf(vm)));
    }

    private static StepOutcome once(Launch launch, String network, List<NetworkInterface> interfaces) {
        var ports = interfaces.stream()
                .filter(each -> each.networkId().equals(network))
                .map(NetworkInterface::portId)
                .toList();
        return switch (ports.size()) {
            case 1 -> verified(launch.vmId().orElseThrow());
            case 0 ->
                new StepOutcome.NeedsOperator(
                        "The interface on the storage network is not there any more, as Nova shows it. A retry attaches another one.");
            default ->
                new StepOutcome.NeedsOperator(
                        "The server has %d interfaces on the storage network (ports %s): Nova carried out late what it had not answered for. Remove all but one ('openstack server remove port %s PORT') and retry."
                                .formatted(
                                        ports.size(),
                                        String.join(", ", ports),
                                        launch.fact("server_id").orElseThrow()));
        };
    }
}
