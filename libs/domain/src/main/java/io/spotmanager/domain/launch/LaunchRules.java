package io.spotmanager.domain.launch;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolKind;
import io.spotmanager.domain.pool.TenantRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a launch. The gateway applies them before it accepts a launch; the worker applies them again before it
 * acts.
 */
public final class LaunchRules {
    private static final int LONGEST_NAME = 50;

    private final FleetRules fleet;
    private final Regions regions;

    public LaunchRules(FleetRules fleet, Regions regions) {
        this.fleet = fleet;
        this.regions = regions;
    }

    public Optional<Region> region(LaunchRequest launch) {
        return regions.of(launch.hostname());
    }

    /** Returns what the launch will create; empty if region or pool do not determine it. */
    public Optional<LaunchPlan> plan(LaunchRequest launch, LaunchInputs sight) {
        var pools = pools(launch, sight.host().aggregates());
        if (pools.size() != 1 || pools.getFirst().kind() != PoolKind.RUNPOD) {
            return Optional.empty();
        }
        var pool = pools.getFirst();
        var gpuType = Objects.requireNonNull(pool.gpuType());
        var gpus = fleet.capacity().of(launch.hostname());
        var nvlinks = pool.nvlink() || sight.nvlinks();
        return region(launch).map(region -> new LaunchPlan(region, region.vm().flavorFor(gpuType, gpus, nvlinks)));
    }

    /** Returns the result of every rule, in a fixed order. */
    public List<Check> check(LaunchRequest launch, LaunchInputs sight) {
        var checks = new ArrayList<Check>();
        checks.add(hostInService(launch, sight.host()));
        checks.add(runPodPool(launch, sight.host().aggregates()));
        checks.add(empty(launch.hostname(), sight.host().tenants()));
        checks.add(configuredRegion(launch));
        sight.provider()
                .flatMap(offer -> plan(launch, sight).map(plan -> new OfferRules(launch, plan, offer).checks()))
                .ifPresent(checks::addAll);
        return List.copyOf(checks);
    }

    /** The rule for tenants alone, for the last read before the VM is ordered. */
    public static Check empty(String host, HostTenants tenants) {
        return TenantRules.ofLaunch(host, tenants);
    }

    private static Check hostInService(LaunchRequest launch, HostObservation sight) {
        var host = launch.hostname();
        if (host.length() > LONGEST_NAME) {
            return refused(
                    "host",
                    "%s has more than %d characters. The VM gets the host's name, and Hyperstack allows no longer name."
                            .formatted(host, LONGEST_NAME));
        }
        return sight.service()
                .map(service -> service.enabled() && service.up()
                        ? passed("host", "%s is known to Nova, enabled and up.".formatted(host))
                        : refused(
                                "host",
                                "The compute service of %s is %s and %s, so no VM can start there. Bring it back first."
                                        .formatted(
                                                host,
                                                service.enabled() ? "enabled" : "disabled",
                                                service.up() ? "up" : "down")))
                .orElseGet(() -> refused(
                        "host",
                        "Nova has no compute host %s. Names are case-sensitive; check the spelling.".formatted(host)));
    }

    private List<Pool> pools(LaunchRequest launch, List<Aggregate> aggregates) {
        return aggregates.stream()
                .filter(aggregate -> aggregate.holds(launch.hostname()))
                .flatMap(aggregate -> fleet.naming().read(aggregate.name()).stream())
                .toList();
    }

    private Check runPodPool(LaunchRequest launch, List<Aggregate> aggregates) {
        var pools = pools(launch, aggregates);
        if (pools.size() == 1 && pools.getFirst().kind() == PoolKind.RUNPOD) {
            return passed(
                    "pool",
                    "%s is in %s and in no other pool."
                            .formatted(launch.hostname(), pools.getFirst().name()));
        }
        return refused(
                "pool",
                "%s is in %s. A VM for RunPod is launched on a host that is in a RunPod pool alone: move it there first."
                        .formatted(
                                launch.hostname(),
                                pools.isEmpty()
                                        ? "no pool"
                                        : String.join(
                                                " and ",
                                                pools.stream().map(Pool::name).toList())));
    }

    private Check configuredRegion(LaunchRequest launch) {
        return region(launch)
                .map(region -> passed("region", "%s is in %s.".formatted(launch.hostname(), region.name())))
                .orElseGet(() -> refused(
                        "region",
                        "%s is in none of the regions %s. Add its prefix to %s with its environment and key pair."
                                .formatted(launch.hostname(), regions.prefixes(), Regions.SETTING)));
    }
}
