package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Check.acknowledgeable;
import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a move. The gateway applies them before it accepts a move; the worker applies them again before it acts.
 */
public final class MoveRules {
    private final PoolNaming naming;

    public MoveRules(PoolNaming naming) {
        this.naming = naming;
    }

    /** Returns the result of every rule, in a fixed order. */
    public List<Check> check(MoveRequest move, HostObservation sight) {
        var placement = Placement.of(move, sight.aggregates(), naming);
        var source = naming.read(move.sourceAggregate());
        var target = naming.read(move.targetAggregate());
        var checks = new ArrayList<Check>();
        checks.add(hostKnown(move, sight.service()));
        checks.add(aggregateExists("source_aggregate", move.sourceAggregate(), placement.source(), source));
        checks.add(aggregateExists("target_aggregate", move.targetAggregate(), placement.target(), target));
        if (sight.service().isPresent()) {
            checks.add(placed(move, placement));
        }
        if (source.isPresent() && target.isPresent()) {
            checks.add(gpuType(source.get(), target.get()));
            checks.add(nvlink(move, source.get(), target.get()));
            checks.addAll(TenantRules.ofLeaving(move, source.get().kind(), sight.tenants()));
        }
        placement.target().ifPresent(aggregate -> checks.add(zone(move, aggregate, sight.aggregates())));
        return List.copyOf(checks);
    }

    /**
     * Returns the result of every rule but those for tenants, in the same order: for a move that begins once the host is empty.
     *
     * @param sight of the host as it is before that; its tenants do not count
     */
    public List<Check> checkOnceEmpty(MoveRequest move, HostObservation sight) {
        var empty = new HostObservation(sight.aggregates(), sight.service(), HostTenants.listed(List.of()));
        return check(move, empty).stream()
                .filter(check -> !check.name().equals(TenantRules.VMS))
                .toList();
    }

    /** Returns what is refused by the names of both pools alone, whatever Nova shows; empty if nothing is. */
    public Optional<Check> refusedByName(MoveRequest move) {
        return naming.read(move.sourceAggregate())
                .flatMap(source -> naming.read(move.targetAggregate()).map(target -> gpuType(source, target)))
                .filter(check -> !check.allows());
    }

    /**
     * Returns whether the host may move from its pool to the target, without any acknowledgement.
     *
     * @param target an aggregate's name
     */
    public MoveVerdict verdict(String host, String target, HostObservation seen) {
        var sources = seen.aggregates().stream()
                .filter(aggregate -> aggregate.holds(host))
                .map(Aggregate::name)
                .filter(name -> naming.read(name).isPresent())
                .toList();
        return switch (sources.size()) {
            case 0 -> MoveVerdict.refused("in no pool: there is nothing to take it out of");
            case 1 -> MoveVerdict.of(check(new MoveRequest(host, sources.getFirst(), target, null), seen));
            default -> MoveVerdict.refused("in several pools: correct that first");
        };
    }

    /** The rules for tenants alone, for the last read before the host is removed from its source. */
    public List<Check> tenants(MoveRequest move, HostTenants tenants) {
        return naming.read(move.sourceAggregate())
                .map(source -> TenantRules.ofLeaving(move, source.kind(), tenants))
                .orElseGet(() -> List.of(refused("vms", "%s is no pool.".formatted(move.sourceAggregate()))));
    }

    static Check hostKnown(MoveRequest move, Optional<ComputeService> found) {
        if (found.isEmpty()) {
            return refused(
                    "host",
                    "Nova has no compute host %s. Names are case-sensitive; check the spelling.".formatted(move.host()),
                    "Nova has no such host");
        }
        var service = found.get();
        if (!service.enabled() || !service.up()) {
            return warning(
                    "host",
                    "The compute service of %s is %s and %s: it sells nothing until that changes."
                            .formatted(
                                    move.host(),
                                    service.enabled() ? "enabled" : "disabled",
                                    service.up() ? "up" : "down"));
        }
        return passed("host", move.host() + " is known to Nova, enabled and up.");
    }

    static Check aggregateExists(String check, String name, Optional<Aggregate> aggregate, Optional<Pool> pool) {
        if (aggregate.isEmpty()) {
            return refused(check, "There is no aggregate %s in Nova.".formatted(name));
        }
        if (pool.isEmpty()) {
            return refused(
                    check,
                    "Aggregate %s is no pool: its name fits neither the pattern of pools nor that of contracts."
                            .formatted(name));
        }
        return passed(check, name + " exists and has " + aggregate.get().hosts().size() + " hosts.");
    }

    private static Check placed(MoveRequest move, Placement placement) {
        if (move.sourceAggregate().equals(move.targetAggregate())) {
            return refused(
                    "placement",
                    "Source and target are both %s: there is nothing to move.".formatted(move.sourceAggregate()),
                    "already in this pool");
        }
        if (placement.onlyInSource()) {
            return passed("placement", move.host() + " is in " + move.sourceAggregate() + " and in no other pool.");
        }
        return refused(
                "placement",
                "%s is not in %s alone: it is %s. %s"
                        .formatted(
                                move.host(),
                                move.sourceAggregate(),
                                placement.describe(),
                                placement.remedy(move.host(), "Reload the board and move it from where it is.")),
                "is " + placement.describe());
    }

    private static Check gpuType(Pool source, Pool target) {
        if (source.isContract() || target.isContract()) {
            return passed("gpu_type", "A contract may hold any GPU type.");
        }
        return Objects.equals(source.gpuType(), target.gpuType())
                ? passed("gpu_type", "Both pools sell " + source.gpuType() + ".")
                : refused(
                        "gpu_type",
                        "%s sells %s and %s sells %s: a host keeps its GPU type. Choose a pool of %s."
                                .formatted(
                                        source.name(),
                                        source.gpuType(),
                                        target.name(),
                                        target.gpuType(),
                                        source.gpuType()),
                        "a host keeps its GPU type (%s)".formatted(source.gpuType()));
    }

    private static Check nvlink(MoveRequest move, Pool source, Pool target) {
        if (source.isContract() || target.isContract() || source.nvlink() == target.nvlink()) {
            return passed("nvlink", "No change between NVLink and no NVLink.");
        }
        return acknowledgeable(
                "nvlink",
                "%s is sold %s NVLink, %s %s."
                        .formatted(
                                source.name(),
                                source.nvlink() ? "with" : "without",
                                target.name(),
                                target.nvlink() ? "with" : "without"),
                source.nvlink() ? "leaves NVLink" : "goes to NVLink",
                Acknowledgement.NVLINK,
                move);
    }

    /** A prediction: Nova decides, and if it refuses the add, the host returns to its source. */
    static Check zone(MoveRequest move, Aggregate target, List<Aggregate> aggregates) {
        var zone = target.availabilityZone();
        var other = aggregates.stream()
                .filter(aggregate ->
                        aggregate.holds(move.host()) && !aggregate.name().equals(move.sourceAggregate()))
                .filter(aggregate -> aggregate.availabilityZone() != null
                        && !aggregate.availabilityZone().equals(zone))
                .findFirst();
        return zone != null && other.isPresent()
                ? warning(
                        "availability_zone",
                        "%s is in availability zone %s through %s; Nova will most likely refuse to add it to %s in zone %s, and it will %s."
                                .formatted(
                                        move.host(),
                                        other.get().availabilityZone(),
                                        other.get().name(),
                                        target.name(),
                                        zone,
                                        move.sourceAggregate().isEmpty()
                                                ? "stay in no pool"
                                                : "come back to " + move.sourceAggregate()))
                : passed("availability_zone", "No conflict of availability zones is in sight.");
    }
}
