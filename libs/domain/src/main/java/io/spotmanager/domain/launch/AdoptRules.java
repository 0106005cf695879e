package io.spotmanager.domain.launch;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a VM that no launch made may be taken over: what the administrator looked at has to be what is there. */
public final class AdoptRules {
    private AdoptRules() {}

    /** What Hyperstack and Nova show under the name of the host. */
    public record Seen(List<Vm> vms, List<NovaServer> servers) {
        public Seen {
            vms = List.copyOf(vms);
            servers = List.copyOf(servers);
        }

        private RetireRules.Seen toRetire() {
            return new RetireRules.Seen(vms, servers, Optional.empty());
        }
    }

    /** Returns the result of the rules that need neither RunPod nor what the administrator looked at. */
    public static List<Check> check(String host, Seen seen) {
        return List.of(takeable(host, seen), RetireRules.onHost(host, seen.toRetire()));
    }

    /**
     * Returns the result of every rule.
     *
     * @param machines those of RunPod with the id that was looked at; if none was, those with the name of the host
     */
    public static List<Check> check(AdoptVmRequest request, Seen seen, List<Machine> machines) {
        return check(request, seen, machine(request, machines));
    }

    /** The same where RunPod is not read: the machine is taken over as the administrator named it. */
    public static List<Check> checkWithoutRunPod(AdoptVmRequest request, Seen seen) {
        return check(
                request,
                seen,
                warning(
                        "machine_id",
                        "RunPod was not read. The administrator says that the VM has %s there."
                                .formatted(
                                        request.machineId() == null
                                                ? "no machine"
                                                : "the machine " + request.machineId())));
    }

    private static List<Check> check(AdoptVmRequest request, Seen seen, Check machine) {
        var checks = new ArrayList<>(check(request.hostname(), seen));
        if (checks.stream().allMatch(Check::allows)) {
            checks.add(same(
                    "vm_id",
                    "Hyperstack's VM",
                    String.valueOf(request.vmId()),
                    String.valueOf(seen.vms().getFirst().id())));
            checks.add(same(
                    "server_id",
                    "Nova's server",
                    request.serverId(),
                    seen.toRetire().on(request.hostname()).getFirst().id()));
        }
        checks.add(machine);
        return List.copyOf(checks);
    }

    private static Check takeable(String host, Seen seen) {
        return RetireRules.notOne(host, seen.vms()).orElseGet(() -> {
            var vm = seen.vms().getFirst();
            return LaunchNames.ofLabel(host, vm.labels())
                    .map(names -> refused(
                            "vm",
                            "Hyperstack's VM %s (id %d) was launched by operation %s, so it is ours already. Retire it without adoption."
                                    .formatted(host, vm.id(), names.operation())))
                    .orElseGet(() -> passed(
                            "vm",
                            "Hyperstack shows one VM %s (id %d, %s), without a label of a launch."
                                    .formatted(host, vm.id(), vm.condition().status())));
        });
    }

    private static Check same(String field, String what, String lookedAt, String there) {
        return lookedAt.equals(there)
                ? passed(field, "%s is %s, as looked at.".formatted(what, there))
                : refused(
                        field,
                        "%s is %s now, and %s was looked at. Look again (POST /api/preview-runpod-adopt)."
                                .formatted(what, there, lookedAt));
    }

    private static Check machine(AdoptVmRequest request, List<Machine> machines) {
        var id = request.machineId();
        if (id == null) {
            return machines.isEmpty()
                    ? passed(
                            "machine_id",
                            "RunPod shows no machine %s, and none is taken over.".formatted(request.hostname()))
                    : refused(
                            "machine_id",
                            "RunPod shows %s with the name of the host. Send the one that is the VM's as machine_id; remove what is left of earlier ones in RunPod's console."
                                    .formatted(described(machines)));
        }
        return machines.isEmpty()
                ? refused(
                        "machine_id",
                        "RunPod shows no machine %s. Look for its id in RunPod's console, or leave machine_id out if it has none."
                                .formatted(id))
                : passed("machine_id", "RunPod shows %s.".formatted(described(machines)));
    }

    /** Returns what RunPod says of machines, for a sentence. */
    public static String described(List<Machine> machines) {
        return String.join("; ", machines.stream().map(AdoptRules::described).toList());
    }

    private static String described(Machine machine) {
        return "the machine %s named %s (registered: %s, listed: %s, rented GPUs: %s)"
                .formatted(
                        machine.id(),
                        machine.name(),
                        told(machine.registered()),
                        told(machine.listed()),
                        told(machine.gpuReserved()));
    }

    private static String told(@Nullable Object value) {
        return Objects.toString(value, "not told");
    }
}
