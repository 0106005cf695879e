package io.spotmanager.system.harness;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of the simulator's VMs, firewalls, ports and machines. */
public record VendorView(List<Vm> vms, List<Firewall> firewalls, List<Port> ports, List<Machine> machines) {
    private static final String STORAGE = "storage-net";

    public record Vm(
            long id,
            String name,
            String status,
            @Nullable String serverId,
            @Nullable String host,
            List<String> labels) {}

    /** @param vms all that have it, also those that reads do not show yet */
    public record Firewall(int id, Set<Long> vms) {}

    public record Port(String network, String serverId) {}

    public record Machine(String id, String name) {}

    Set<Long> vmIds() {
        return vms.stream().map(Vm::id).collect(Collectors.toSet());
    }

    Firewall firewall(int id) {
        return firewalls.stream()
                .filter(firewall -> firewall.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** The firewalls that the VM has. */
    public List<Integer> firewallsOf(long vm) {
        return firewalls.stream()
                .filter(firewall -> firewall.vms().contains(vm))
                .map(Firewall::id)
                .toList();
    }

    /** Of the server's interfaces those on the storage network. */
    long storagePortsOf(String server) {
        return ports.stream()
                .filter(port -> port.serverId().equals(server) && port.network().equals(STORAGE))
                .count();
    }
}
