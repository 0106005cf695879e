package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.launch.network.NetworkAttachment;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Success is what is to be seen at the end: the VM is active, on its host, and once on the storage network. */
final class VerifyLaunch {
    /** The fact that names the VM that was seen in order at the end. */
    static final String VERIFIED = "verified_vm_id";

    private VerifyLaunch() {}

    static StepOutcome run(Launch launch) {
        var atHyperstack = launch.vms().vm(launch.vmId().orElseThrow());
        if (!(atHyperstack instanceof Ok(var vm))) {
            return launch.unread("Hyperstack", atHyperstack);
        }
        if (vm.isEmpty()) {
            return new StepOutcome.Failed("Hyperstack does not show the VM any more.");
        }
        var health = VmHealth.of(vm.get().condition());
        var words = VmHealth.words(vm.get().condition());
        if (health == VmHealth.UNDER_WAY) {
            return launch.pollUntil(launch.within().active(), "the VM is not active any more: " + words);
        }
        if (health == VmHealth.UNKNOWN) {
            return AwaitActive.orAsk(launch, words);
        }
        if (health != VmHealth.ACTIVE) {
            return new StepOutcome.Failed("The VM did not last: " + words + ".");
        }
        var id = launch.fact("server_id").orElseThrow();
        var inNova = launch.networks().server(id);
        if (!(inNova instanceof Ok(var server))) {
            return launch.unread("Nova", inNova);
        }
        var wanted = launch.request().hostname();
        var host = server.map(found -> found.state().host()).orElse(null);
        if (!wanted.equals(host)) {
            return new StepOutcome.NeedsOperator(
                    "The VM was on %s and Nova shows it on %s now.".formatted(wanted, host == null ? "no host" : host));
        }
        var network = launch.fact(NetworkAttachment.NETWORK_ID);
        if (network.isEmpty()) {
            return done(launch);
        }
        // Nova may have carried out an attach that it had answered with an error, after the step had asked again.
        var onTheServer = launch.networks().interfaces(id);
        if (!(onTheServer instanceof Ok(var interfaces))) {
            return launch.unread("Nova", onTheServer);
        }
        var ports = interfaces.stream()
                .filter(each -> each.networkId().equals(network.get()))
                .map(NetworkInterface::portId)
                .toList();
        return switch (ports.size()) {
            case 1 -> done(launch);
            case 0 ->
                new StepOutcome.NeedsOperator(
                        "The interface on the storage network is not there any more, as Nova shows it. A retry attaches another one.");
            default ->
                new StepOutcome.NeedsOperator(
                        "The server has %d interfaces on the storage network (ports %s): Nova carried out late what it had not answered for. Remove all but one ('openstack server remove port %s PORT') and retry."
                                .formatted(ports.size(), String.join(", ", ports), id));
        };
    }

    private static StepOutcome done(Launch launch) {
        return new StepOutcome.Done(
                Map.of(VERIFIED, String.valueOf(launch.vmId().orElseThrow())));
    }

    /** Whether this very VM was seen in order at the end; a launch that was rolled back and retried has another one. */
    static boolean verified(Launch launch) {
        return launch.vmId().isPresent()
                && launch.fact(VERIFIED)
                        .filter(id -> id.equals(String.valueOf(launch.vmId().getAsLong())))
                        .isPresent();
    }
}
