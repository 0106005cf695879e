package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Check.acknowledgeable;
import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;
import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules for an empty host. Nova's list of servers is not enough: a resize that waits for its confirmation, a
 * soft-deleted server or a server that is being built uses a host that lists no server.
 */
public final class TenantRules {
    static final String VMS = "vms";
    private static final String ALLOCATIONS = "allocations";
    private static final int SHOWN = 5;

    private TenantRules() {}

    /** The rules for leaving a pool of that kind: those of {@link #ofMove}, and none leaves with a VM for RunPod. */
    static List<Check> ofLeaving(MoveRequest move, PoolKind source, HostTenants tenants) {
        return Stream.concat(runPodVm(move.host(), tenants).stream(), ofMove(move, source, tenants).stream())
                .toList();
    }

    /**
     * A launch gives its VM the name of its host, and Nova shows that name. It does not prove whose the VM is, and it need not: the
     * retirement looks at the labels before it deletes anything.
     */
    static Optional<Check> runPodVm(String host, HostTenants tenants) {
        return tenants.servers().stream()
                .filter(server -> server.name().equals(host))
                .findFirst()
                .map(server -> refused(
                        "runpod_vm",
                        "The server %s on %s has the name of its host, as a VM for RunPod has. A host leaves its pool only without it: retire the VM first (POST /api/execute-runpod-retire with hostname %s)."
                                .formatted(server.id(), host, host),
                        "carries a RunPod VM: retire it first"));
    }

    /** The rules for tenants and, if there are any, for left-over allocations. */
    static List<Check> ofMove(MoveRequest move, PoolKind source, HostTenants tenants) {
        var checks = new ArrayList<Check>();
        checks.add(inUse(move, source, tenants));
        leftOver(tenants, move.host())
                .map(text -> acknowledgeable(
                        ALLOCATIONS, text, "something is left over on it", Acknowledgement.ALLOCATIONS, move))
                .or(() -> unchecked(tenants, move.host()).map(text -> warning(ALLOCATIONS, text)))
                .ifPresent(checks::add);
        return List.copyOf(checks);
    }

    /** Returns what has to go before the host is empty without doubt; empty if nothing has to. */
    static Optional<String> blocking(MoveRequest move, HostTenants tenants) {
        if (tenants.of(Kind.CELL_DOWN).findAny().isPresent()) {
            return Optional.of(cellDown(move.host()));
        }
        var sentences = new ArrayList<String>();
        if (tenants.inUse()) {
            sentences.add(found(move.host(), tenants));
        }
        if (!move.acknowledges(Acknowledgement.ALLOCATIONS)) {
            leftOver(tenants, move.host()).ifPresent(sentences::add);
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** The rule of a launch: the host must be empty without doubt. */
    public static Check ofLaunch(String host, HostTenants tenants) {
        if (tenants.of(Kind.CELL_DOWN).findAny().isPresent()) {
            return refused(VMS, cellDown(host));
        }
        if (tenants.inUse()) {
            return refused(
                    VMS,
                    found(host, tenants, 1) + ": a VM is launched on an empty host only. Move them or end them first.");
        }
        return leftOver(tenants, host)
                .map(text -> refused(VMS, text + " A VM is launched on an empty host only."))
                .orElseGet(() -> unchecked(tenants, host)
                        .map(text -> warning(VMS, "No servers on %s. %s".formatted(host, text)))
                        .orElseGet(() -> passed(VMS, "No servers on %s.".formatted(host))));
    }

    /** Describes the tenants of the host in one or two sentences. */
    public static String found(String host, HostTenants tenants) {
        return found(host, tenants, SHOWN) + ".";
    }

    /** @param shown the largest number of names; the result has no full stop */
    private static String found(String host, HostTenants tenants, int shown) {
        var listed = tenants.servers();
        var sentences = new ArrayList<String>();
        if (!listed.isEmpty()) {
            sentences.add(listed.size() + " server" + plural(listed.size()) + " on " + host + " ("
                    + first(listed.stream().map(Server::name), ", ", shown) + ")");
        }
        var hidden =
                tenants.hidden().stream().filter(each -> each.kind().isTenant()).toList();
        if (!hidden.isEmpty()) {
            sentences.add("%d tenant%s that Nova's list of servers on %s does not show (%s)"
                    .formatted(
                            hidden.size(),
                            plural(hidden.size()),
                            host,
                            first(hidden.stream().map(TenantRules::described), "; ", SHOWN)));
        }
        return String.join(" and ", sentences);
    }

    private static Check inUse(MoveRequest move, PoolKind source, HostTenants tenants) {
        if (tenants.of(Kind.CELL_DOWN).findAny().isPresent()) {
            return refused(VMS, cellDown(move.host()), "Nova cannot reach its cell");
        }
        if (!tenants.inUse()) {
            return passed(VMS, "No servers on " + move.host() + ".");
        }
        var found = found(move.host(), tenants);
        return source == PoolKind.SPOT
                ? refused(
                        VMS,
                        found + " A spot host is only moved empty: wait until they are gone, or end them.",
                        "a spot host moves only when it is empty")
                : acknowledgeable(VMS, found, "moves with its " + counted(tenants), Acknowledgement.VMS, move);
    }

    private static String counted(HostTenants tenants) {
        var listed = tenants.servers().size();
        var hidden =
                tenants.hidden().stream().filter(each -> each.kind().isTenant()).count();
        var vms = listed + " VM" + plural(listed);
        var others = hidden + " hidden tenant" + plural((int) hidden);
        return hidden == 0 ? vms : listed == 0 ? others : vms + " and " + others;
    }

    private static String cellDown(String host) {
        return "The servers on %s are unknown, because Nova cannot reach its cell. Wait until Nova can reach it."
                .formatted(host);
    }

    /** What no user can remove or what could not be read: it needs an acknowledgement. */
    private static Optional<String> leftOver(HostTenants tenants, String host) {
        var left = tenants.of(Kind.LEFT_OVER).toList();
        var sentences = new ArrayList<String>();
        if (!left.isEmpty()) {
            sentences.add(
                    "%d left-over%s on %s with no server there behind it: %s. 'openstack resource provider allocation delete ID' clears an allocation away."
                            .formatted(
                                    left.size(),
                                    plural(left.size()),
                                    host,
                                    first(left.stream().map(TenantRules::described), "; ", SHOWN)));
        }
        var places =
                tenants.unchecked().stream().map(HostTenants.Unchecked::place).toList();
        if (places.contains(Place.COMPUTE_NODE) || places.contains(Place.PLACEMENT) && places.size() > 1) {
            unchecked(tenants, host).ifPresent(sentences::add);
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static Optional<String> unchecked(HostTenants tenants, String host) {
        return tenants.unchecked().isEmpty()
                ? Optional.empty()
                : Optional.of("Not checked for %s: %s."
                        .formatted(
                                host,
                                tenants.unchecked().stream()
                                        .map(each ->
                                                "%s (%s)".formatted(each.place().words(), each.why()))
                                        .collect(joining(", "))));
    }

    private static String described(HiddenTenant tenant) {
        return "%s%s %s"
                .formatted(
                        tenant.label(),
                        tenant.label().equals(tenant.id()) ? "" : " (" + tenant.id() + ")",
                        tenant.text());
    }

    private static String first(Stream<String> all, String between, int shown) {
        var some = all.limit(shown + 1L).toList();
        return String.join(between, some.subList(0, Math.min(shown, some.size())))
                + (some.size() > shown ? between.stripTrailing() + " ..." : "");
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }
}
