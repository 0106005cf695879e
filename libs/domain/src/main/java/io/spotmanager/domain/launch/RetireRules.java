package io.spotmanager.domain.launch;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.launch.RunPodVm.MachineKey;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the VM on a host is ours to delete. A label of a launch proves it, or an administrator who took the VM over
 * (ADR 15); a name proves nothing.
 */
public final class RetireRules {
    private RetireRules() {}

    /**
     * What the clouds show of the VM.
     *
     * @param vms at Hyperstack, with the name of the host
     * @param servers in Nova, with the name of the host
     * @param adopted what an administrator took over last under that name
     */
    public record Seen(List<Vm> vms, List<NovaServer> servers, Optional<AdoptedVm> adopted) {
        public Seen {
            vms = List.copyOf(vms);
            servers = List.copyOf(servers);
        }

        List<NovaServer> on(String host) {
            return servers.stream()
                    .filter(server -> host.equals(server.state().host()))
                    .toList();
        }
    }

    /** Returns the result of every rule, in a fixed order. */
    public static List<Check> check(String host, Seen seen) {
        return List.of(ours(host, seen), onHost(host, seen));
    }

    /** Returns the VM; empty unless every rule allows it. */
    public static Optional<RunPodVm> vm(String host, Seen seen) {
        if (!check(host, seen).stream().allMatch(Check::allows)) {
            return Optional.empty();
        }
        var vm = seen.vms().getFirst();
        var server = seen.on(host).getFirst();
        return launched(host, vm)
                .map(names -> new RunPodVm(
                        vm,
                        server,
                        new MachineKey(null, names.machine()),
                        "launched by operation " + names.operation()))
                .or(() -> adopted(vm, seen).map(taken -> new RunPodVm(vm, server, key(taken), taken(taken))));
    }

    /** The refusal of a host of which Hyperstack does not show exactly one VM. */
    static Optional<Check> notOne(String host, List<Vm> vms) {
        return vms.size() == 1
                ? Optional.empty()
                : Optional.of(refused(
                        "vm",
                        vms.isEmpty()
                                ? "Hyperstack shows no VM %s, so there is nothing to retire.".formatted(host)
                                : "Hyperstack shows %d VMs %s (id %s), and one is needed. Rename or delete the others first."
                                        .formatted(
                                                vms.size(),
                                                host,
                                                vms.stream().map(Vm::id).toList())));
    }

    private static Check ours(String host, Seen seen) {
        var not = notOne(host, seen.vms());
        if (not.isPresent()) {
            return not.get();
        }
        var vm = seen.vms().getFirst();
        return launched(host, vm)
                .map(names -> "it was launched by operation " + names.operation())
                .or(() -> adopted(vm, seen).map(taken -> "it was " + taken(taken)))
                .map(proof -> passed("vm", "Hyperstack's VM %s (id %d) is ours: %s.".formatted(host, vm.id(), proof)))
                .orElseGet(() -> refused(
                        "vm",
                        "Hyperstack's VM %s (id %d) has no label of a launch, so nothing proves that it is ours. An administrator has to take it over before it can be retired: POST /api/preview-runpod-adopt shows what the clouds say of it, and POST /api/adopt-runpod-vm takes it over."
                                .formatted(host, vm.id())));
    }

    static Check onHost(String host, Seen seen) {
        var there = seen.on(host);
        if (there.size() != 1) {
            return refused(
                    "server",
                    "Nova shows %d servers %s on that host, and one is needed (it shows %s). Check where the VM runs."
                            .formatted(there.size(), host, places(seen.servers())));
        }
        var server = there.getFirst();
        var address = seen.vms().size() == 1 ? seen.vms().getFirst().condition().fixedIp() : null;
        if (address != null && !address.isBlank() && !server.addresses().contains(address)) {
            // No source says that Hyperstack's address is one of Nova's; Hyperstack's own id is what is deleted.
            return warning(
                    "server",
                    "Nova's server %s on %s has the addresses %s, and Hyperstack says %s of the VM. It is taken for the same VM, because both have the name of the host."
                            .formatted(server.id(), host, server.addresses(), address));
        }
        return passed("server", "Nova shows it on %s (server %s).".formatted(host, server.id()));
    }

    private static Optional<LaunchNames> launched(String host, Vm vm) {
        return LaunchNames.ofLabel(host, vm.labels());
    }

    private static Optional<AdoptedVm> adopted(Vm vm, Seen seen) {
        return seen.adopted().filter(taken -> taken.vmId() == vm.id());
    }

    private static @Nullable MachineKey key(AdoptedVm taken) {
        return taken.machineId() == null ? null : new MachineKey(taken.machineId(), null);
    }

    private static String taken(AdoptedVm taken) {
        return "taken over by " + taken.adoptedBy();
    }

    private static String places(List<NovaServer> servers) {
        return servers.isEmpty()
                ? "none of that name"
                : String.join(
                        ", ",
                        servers.stream()
                                .map(server -> "%s on %s"
                                        .formatted(
                                                server.id(),
                                                Objects.requireNonNullElse(
                                                        server.state().host(), "no host")))
                                .toList());
    }
}
