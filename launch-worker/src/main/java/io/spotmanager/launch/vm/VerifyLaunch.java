package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.launch.network.NetworkAttachment;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Success is what is to be seen at the end: the VM is active, on its host, and once on the storage network, and behind the firewall. */
final class VerifyLaunch {
    /** The fact that names the VM that was seen in order at the end. */
    static final String VERIFIED = "verified_vm_id";

    private VerifyLaunch() {}

    static StepOutcome run(Launch launch) {
        var atHyperstack = launch.ownVm();
        if (!(atHyperstack instanceof Ok(var vm))) {
            return launch.unread("Hyperstack", atHyperstack);
        }
        if (vm.isEmpty()) {
            return launch.vmNotShown();
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
        var region = launch.region();
        if (region.isEmpty()) {
            return launch.regionMissing();
        }
        return networkProblem(launch, region.get(), id)
                .or(() -> firewallProblem(launch, region.get()))
                .orElseGet(() -> done(launch));
    }

    /** Looked at also where the steps before were skipped: a person who says that it is attached may be wrong. */
    private static Optional<StepOutcome> networkProblem(Launch launch, Region region, String server) {
        var name = region.storageNetwork();
        var known = launch.fact(NetworkAttachment.NETWORK_ID);
        if (name == null && known.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            var reading = launch.networks().networks(Objects.requireNonNull(name));
            if (!(reading instanceof Ok(var networks))) {
                return Optional.of(launch.unread("Neutron", reading));
            }
            if (networks.size() != 1) {
                return Optional.of(NetworkAttachment.notOne(networks, name));
            }
            known = Optional.of(networks.getFirst().id());
        }
        // Nova may have carried out an attach that it had answered with an error, after the step had asked again.
        var onTheServer = launch.networks().interfaces(server);
        if (!(onTheServer instanceof Ok(var interfaces))) {
            return Optional.of(launch.unread("Nova", onTheServer));
        }
        var network = known.get();
        var ports = interfaces.stream()
                .filter(each -> each.networkId().equals(network))
                .map(NetworkInterface::portId)
                .toList();
        return switch (ports.size()) {
            case 1 -> Optional.empty();
            case 0 ->
                asking("The server has no interface on the storage network %s, as Nova shows it. A retry attaches one."
                        .formatted(network));
            default ->
                asking(
                        "The server has %d interfaces on the storage network (ports %s): Nova carried out late what it had not answered for. Remove all but one ('openstack server remove port %s PORT') and retry."
                                .formatted(ports.size(), String.join(", ", ports), server));
        };
    }

    private static Optional<StepOutcome> firewallProblem(Launch launch, Region region) {
        Long wanted = region.firewallId();
        if (wanted == null) {
            return Optional.empty();
        }
        var vm = launch.vmId().orElseThrow();
        var reading = launch.vms().firewall(wanted);
        if (!(reading instanceof Ok(var firewall))) {
            return Optional.of(launch.unread("Hyperstack's firewall " + wanted, reading));
        }
        if (firewall.filter(found -> found.guards(vm)).isPresent()) {
            return Optional.empty();
        }
        var missing = "Hyperstack does not show the VM %d behind the firewall %d".formatted(vm, wanted);
        return launch.pollUntil(launch.within().firewall(), missing) instanceof StepOutcome.WaitUntil wait
                ? Optional.of(wait)
                : asking(missing + ". A retry attaches it.");
    }

    private static Optional<StepOutcome> asking(String why) {
        return Optional.of(new StepOutcome.NeedsOperator(why));
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
