package io.spotmanager.gateway.launch;

import static io.spotmanager.gateway.launch.LaunchPreviews.read;

import io.spotmanager.clouds.openstack.OpenStackCommands;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.launch.RetireRules;
import io.spotmanager.domain.launch.RunPodVm;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.launch.LaunchPreview.PlannedStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what Hyperstack and Nova show now. Who rents the VM only the worker can read. */
@Component
class RetirePreviews {
    private final LaunchServices services;

    RetirePreviews(LaunchServices services) {
        this.services = services;
    }

    RetirePreview of(RetireRequest retirement) {
        var clients = services.open();
        var host = retirement.hostname();
        var vms = read(clients.vendors().vms().named(host));
        var servers = read(clients.reader().networks().serversNamed(host));
        var seen = new RetireRules.Seen(vms, servers, Optional.empty());
        var found = RetireRules.vm(host, seen);
        return new RetirePreview(
                found.isPresent(),
                Stream.concat(RetireRules.check(host, seen).stream(), Stream.of(renters(retirement)))
                        .toList(),
                found.map(vm -> steps(clients, vm)).orElse(List.of()),
                null);
    }

    private static Check renters(RetireRequest retirement) {
        Integer hours = retirement.waitHours();
        var then = retirement.rentersAcknowledged()
                ? "Whoever rents it is evicted, as acknowledged."
                : hours == null
                        ? "If GPUs are rented, the worker refuses; send wait_hours to wait, or acknowledge: [\"renters\"] to evict them."
                        : "If GPUs are rented, the worker waits up to %d hours, then for a person.".formatted(hours);
        return Check.warning("renters", "The worker asks RunPod for renters before anything is done. " + then);
    }

    private static List<PlannedStep> steps(LaunchServices.Clients clients, RunPodVm found) {
        var vm = found.vm().id();
        var server = found.server().id();
        var machine = found.machine();
        var list = clients.vendors().machines().preview(runPod -> runPod.machines());
        return Stream.of(
                        new PlannedStep(
                                "wait until unlisted",
                                "Wait until RunPod does not offer the machine; a person unlists it in RunPod's console",
                                list),
                        new PlannedStep(
                                "delete unless rented",
                                "Delete the VM at Hyperstack, if RunPod shows no renters",
                                clients.vendors().vms().preview(vms -> vms.delete(vm))),
                        new PlannedStep(
                                "delete VM",
                                "Wait until Hyperstack does not know it (404)",
                                clients.vendors().vms().preview(vms -> vms.vm(vm))),
                        machine == null
                                ? null
                                : new PlannedStep(
                                        "remove machine",
                                        "Remove the machine %s from RunPod".formatted(machine),
                                        clients.vendors().machines().preview(runPod -> runPod.remove("$MACHINE_ID"))),
                        new PlannedStep(
                                "verify that nothing is left",
                                "Look that Nova, Neutron and Hyperstack's firewalls show nothing of it",
                                OpenStackCommands.server(server)))
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
