package io.spotmanager.inventory.launches;

import static io.spotmanager.domain.call.CloudResult.named;

import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.clouds.openstack.OpenStackCommands;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.launch.AdoptRules;
import io.spotmanager.domain.launch.AdoptedVms;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.launch.RetireRules;
import io.spotmanager.domain.launch.RunPodVm;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.MachinesByHand;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import io.spotmanager.questions.RetireAnswer;
import java.util.List;
import java.util.stream.Stream;

/** Applies the launch worker's own rules to what Hyperstack and Nova show now. Who rents the VM only the launch worker can read. */
record PlannedRetirement(Connected providers, LaunchReader reader, AdoptedVms adopted, RetireRequest request) {
    CloudResult<RetireAnswer> answer() {
        var host = request.hostname();
        return clouds(providers, reader, host)
                .then(seen -> named("Nova's tenants of the host", reader.nova().tenantsOn(host))
                        .map(tenants ->
                                of(new RetireRules.Seen(seen.vms(), seen.servers(), adopted.of(host)), tenants)));
    }

    /** What Hyperstack and Nova show under the name of the host. */
    static CloudResult<AdoptRules.Seen> clouds(Connected providers, LaunchReader reader, String host) {
        return named("Hyperstack's VMs", providers.vms().named(host))
                .then(vms -> named("Nova's servers", reader.networks().serversNamed(host))
                        .map(servers -> new AdoptRules.Seen(vms, servers)));
    }

    private RetireAnswer of(RetireRules.Seen seen, HostTenants tenants) {
        var host = request.hostname();
        return new RetireAnswer(
                Stream.concat(RetireRules.check(host, seen).stream(), Stream.of(renters()))
                        .toList(),
                RetireRules.vm(host, seen).map(this::steps).orElse(List.of()),
                tenants);
    }

    private Check renters() {
        if (providers.machines().isByHand()) {
            return Check.warning(
                    "renters",
                    MachinesByHand.NOT_CALLED
                            + " A person unlists the machine in RunPod's console, sees there that nobody rents it, and confirms both in the operation before the VM is deleted.");
        }
        var then = request.rentersAcknowledged()
                ? "Whoever rents it is evicted, as acknowledged."
                : request.deadline() != null
                        ? "If GPUs are rented, the worker waits until %s, then for a person."
                                .formatted(request.deadline())
                        : request.waitHours() != null
                                ? "If GPUs are rented, the worker waits up to %d hours, then for a person."
                                        .formatted(request.waitHours())
                                : "If GPUs are rented, the worker refuses; send when: \"empty\" with a deadline (or wait_hours) to wait, or acknowledge: [\"renters\"] to evict them.";
        return Check.warning("renters", "The worker asks RunPod for renters before anything is done. " + then);
    }

    private List<PlannedStep> steps(RunPodVm found) {
        var vm = found.vm().id();
        var machine = found.machine();
        return Stream.of(
                        new PlannedStep(
                                "wait until unlisted",
                                providers.machines().isByHand()
                                        ? "Wait until a person has unlisted the machine, and seen that nobody rents it"
                                        : "Wait until RunPod does not offer the machine; a person unlists it in RunPod's console",
                                providers.machines().preview(runPod -> runPod.machines())),
                        new PlannedStep(
                                "delete unless rented",
                                providers.machines().isByHand()
                                        ? "Delete the VM at Hyperstack"
                                        : "Delete the VM at Hyperstack, if RunPod shows no renters",
                                providers.vms().preview(vms -> vms.delete(vm))),
                        new PlannedStep(
                                "delete VM",
                                "Wait until Hyperstack does not know it (404)",
                                providers.vms().preview(vms -> vms.vm(vm))),
                        machine == null
                                ? null
                                : new PlannedStep(
                                        "remove machine",
                                        "Remove the machine %s from RunPod".formatted(machine),
                                        providers.machines().preview(runPod -> runPod.remove("$MACHINE_ID"))),
                        new PlannedStep(
                                "verify that nothing is left",
                                "Look that Nova, Neutron and Hyperstack's firewalls show nothing of it",
                                OpenStackCommands.server(found.server().id())))
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
