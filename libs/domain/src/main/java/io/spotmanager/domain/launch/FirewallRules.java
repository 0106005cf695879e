package io.spotmanager.domain.launch;

import static io.spotmanager.domain.call.CloudResult.named;
import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether the VM on a host may get the firewall of its region, and which firewalls the VM is to have then. */
public final class FirewallRules {
    private FirewallRules() {}

    /**
     * What Hyperstack shows.
     *
     * @param vms with the name of the host
     * @param firewall that is asked for; empty if there is none with that number
     */
    public record Seen(List<Vm> vms, Optional<Firewall> firewall) {
        public Seen {
            vms = List.copyOf(vms);
        }
    }

    /** Reads what the rules look at. If a read fails, its error is the answer. */
    public static CloudResult<Seen> read(VmProvider vms, AttachFirewallRequest request) {
        return named("Hyperstack's VMs", vms.named(request.hostname()))
                .then(found -> named(
                                "Hyperstack's firewall " + request.firewallId(), vms.firewall(request.firewallId()))
                        .map(firewall -> new Seen(found, firewall)));
    }

    /**
     * Returns the result of every rule, in a fixed order.
     *
     * @param region of the host; empty if it is in none that is configured
     */
    public static List<Check> check(AttachFirewallRequest request, Optional<Region> region, Seen seen) {
        return List.of(region(request, region), firewall(request, seen), vm(request, seen));
    }

    /** Returns the only VM that the request can mean; empty if Hyperstack shows none or several, or another one. */
    public static Optional<Vm> vm(List<Vm> named, AttachFirewallRequest request) {
        return named.size() == 1
                ? Optional.of(named.getFirst()).filter(vm -> request.vmId() == null || request.vmId() == vm.id())
                : Optional.empty();
    }

    /**
     * Returns the firewalls to send for a VM, because Hyperstack replaces its whole list: those that it has, and the one that it lacks.
     *
     * @param all the firewalls of the account, as they are now
     */
    public static List<Long> together(List<Firewall> all, long vm, long wanted) {
        return Stream.concat(behind(all, vm).stream(), Stream.of(wanted))
                .distinct()
                .toList();
    }

    /** Returns the firewalls that the VM has. */
    public static List<Long> behind(List<Firewall> all, long vm) {
        return all.stream()
                .filter(firewall -> firewall.guards(vm))
                .map(Firewall::id)
                .toList();
    }

    private static Check region(AttachFirewallRequest request, Optional<Region> region) {
        var host = request.hostname();
        if (region.isEmpty()) {
            return refused(
                    "region",
                    "%s is in none of the regions of %s, so no firewall is known to be its own. Attach it in Hyperstack's console."
                            .formatted(host, Regions.SETTING));
        }
        var where = region.get();
        Long own = where.firewallId();
        if (own == null) {
            return refused(
                    "region",
                    "%s has no firewall: SPOT_REGION_%s_FIREWALL_ID is not set at the worker."
                            .formatted(where.name(), where.prefix().toUpperCase(Locale.ROOT)));
        }
        return own == request.firewallId()
                ? passed("region", "The firewall of %s, in which %s is, is %d.".formatted(where.name(), host, own))
                : refused(
                        "region",
                        "The firewall of %s, in which %s is, is %d and not %d. Ask for that one."
                                .formatted(where.name(), host, own, request.firewallId()));
    }

    private static Check firewall(AttachFirewallRequest request, Seen seen) {
        return seen.firewall()
                .map(found -> passed(
                        "firewall_id",
                        "The firewall %s (%d) exists; %d VMs have it, and all keep it."
                                .formatted(
                                        found.name(),
                                        found.id(),
                                        found.attachments().size())))
                .orElseGet(() -> refused(
                        "firewall_id",
                        "Hyperstack has no firewall %d. Correct the setting of the region."
                                .formatted(request.firewallId())));
    }

    private static Check vm(AttachFirewallRequest request, Seen seen) {
        var host = request.hostname();
        var named = seen.vms();
        if (named.size() != 1) {
            return refused(
                    "vm",
                    named.isEmpty()
                            ? "Hyperstack shows no VM %s.".formatted(host)
                            : "Hyperstack shows %d VMs %s (id %s), and one is needed. Rename or delete the others first."
                                    .formatted(
                                            named.size(),
                                            host,
                                            named.stream().map(Vm::id).toList()));
        }
        var vm = named.getFirst();
        return vm(named, request).isPresent()
                ? passed(
                        "vm",
                        "Hyperstack shows one VM %s (id %d, %s)."
                                .formatted(host, vm.id(), vm.condition().status()))
                : refused(
                        "vm",
                        "Hyperstack's VM %s has the id %d now, and %d was asked for. Look again."
                                .formatted(host, vm.id(), request.vmId()));
    }
}
