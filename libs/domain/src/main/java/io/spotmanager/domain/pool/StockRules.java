package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import java.util.ArrayList;
import java.util.List;

/** The rules of placing a host that is in no pool and of withdrawing one from its pool; used as {@link MoveRules} are. */
public final class StockRules {
    private static final String PLACEMENT = "placement";
    private static final String SERVICE = "service";
    private static final String GPU_TYPE = "gpu_type";

    private final PoolNaming naming;
    private final GpuTypes types;

    /** @param types as the names of hosts have them */
    public StockRules(PoolNaming naming, GpuTypes types) {
        this.naming = naming;
        this.types = types;
    }

    /** The rules of withdrawals alone, which ask for no GPU type. */
    public static StockRules ofWithdrawals(PoolNaming naming) {
        return new StockRules(naming, GpuTypes.NONE);
    }

    /** Returns the result of every rule of a placement, in a fixed order. */
    public List<Check> check(PlaceRequest request, HostObservation seen) {
        var move = request.move();
        var placement = Placement.of(move, seen.aggregates(), naming);
        var target = naming.read(request.targetAggregate());
        var checks = new ArrayList<Check>();
        checks.add(MoveRules.hostKnown(move, seen.service().map(StockRules::asEnabledAgain)));
        checks.add(
                MoveRules.aggregateExists("target_aggregate", request.targetAggregate(), placement.target(), target));
        if (seen.service().isPresent()) {
            checks.add(inNoPool(request, placement));
            seen.service().map(StockRules::enabledAgain).ifPresent(checks::add);
        }
        target.map(pool -> gpuType(request.host(), pool)).ifPresent(checks::add);
        // A spot pool takes VMs that somebody accepted: the rule of spot pools is about leaving them.
        target.ifPresent(_ -> checks.addAll(TenantRules.ofMove(move, PoolKind.ON_DEMAND, seen.tenants())));
        placement.target().ifPresent(aggregate -> checks.add(MoveRules.zone(move, aggregate, seen.aggregates())));
        return List.copyOf(checks);
    }

    /** Returns the result of every rule of a withdrawal, in a fixed order. */
    public List<Check> check(WithdrawRequest request, HostObservation seen) {
        var move = request.move();
        var placement = Placement.of(move, seen.aggregates(), naming);
        var checks = new ArrayList<Check>();
        checks.add(MoveRules.hostKnown(move, seen.service()));
        checks.add(MoveRules.aggregateExists(
                "source_aggregate",
                request.sourceAggregate(),
                placement.source(),
                naming.read(request.sourceAggregate())));
        if (seen.service().isPresent()) {
            checks.add(inThisPool(request, placement));
            seen.service()
                    .map(service -> disabled(request.disableService(), service))
                    .ifPresent(checks::add);
        }
        checks.addAll(tenants(request, seen.tenants()));
        return List.copyOf(checks);
    }

    /**
     * Returns whether the host may go into the target, without any acknowledgement: as a move, a placement or a withdrawal.
     *
     * @param target an aggregate's name; empty for no pool
     */
    public MoveVerdict verdict(String host, String target, HostObservation seen) {
        var sources = seen.aggregates().stream()
                .filter(aggregate -> aggregate.holds(host))
                .map(Aggregate::name)
                .filter(name -> naming.read(name).isPresent())
                .toList();
        if (!target.isEmpty()) {
            return sources.isEmpty()
                    ? MoveVerdict.of(check(new PlaceRequest(host, target, null), seen))
                    : new MoveRules(naming).verdict(host, target, seen);
        }
        return switch (sources.size()) {
            case 0 -> MoveVerdict.refused("in no pool already");
            case 1 -> MoveVerdict.of(check(new WithdrawRequest(host, sources.getFirst(), false, "", null), seen));
            default -> MoveVerdict.refused("in several pools: correct that first");
        };
    }

    /** The rules of a withdrawal for tenants alone, for the last read before the host leaves its pool. */
    public List<Check> tenants(WithdrawRequest request, HostTenants tenants) {
        return new MoveRules(naming).tenants(request.move(), tenants);
    }

    /** A host in no pool has no pool that says its type. Its name does where names have types in them. */
    private Check gpuType(String host, Pool target) {
        var sold = target.gpuType();
        if (sold == null) {
            return passed(GPU_TYPE, "A contract may hold any GPU type.");
        }
        var named = types.and(List.of(sold)).in(host);
        if (named.isEmpty()) {
            return passed(
                    GPU_TYPE,
                    "The name of %s says no GPU type, so whether it has those of %s (%s) is not known."
                            .formatted(host, target.name(), sold));
        }
        return named.get().equals(sold)
                ? passed(GPU_TYPE, "%s sells %s, as the name of %s says.".formatted(target.name(), sold, host))
                : refused(
                        GPU_TYPE,
                        "The name of %s says %s, and %s sells %s: a host keeps its GPU type. Choose a pool of %s. If the name means something else, correct SPOT_GPU_TYPES."
                                .formatted(host, named.get(), target.name(), sold, named.get()),
                        "a host keeps its GPU type (%s)".formatted(named.get()));
    }

    private static Check inNoPool(PlaceRequest request, Placement placement) {
        return placement.nowhere()
                ? passed(PLACEMENT, "%s is in no pool.".formatted(request.host()))
                : refused(
                        PLACEMENT,
                        "%s is %s already, and only a host in no pool is placed. %s"
                                .formatted(
                                        request.host(),
                                        plain(placement),
                                        placement.remedy(request.host(), "Move it from there, or withdraw it first.")),
                        "is " + plain(placement) + " already");
    }

    private static Check inThisPool(WithdrawRequest request, Placement placement) {
        if (placement.onlyInSource()) {
            return passed(
                    PLACEMENT,
                    "%s is in %s and in no other pool.".formatted(request.host(), request.sourceAggregate()));
        }
        return refused(
                PLACEMENT,
                placement.nowhere()
                        ? "%s is in no pool: there is nothing to withdraw it from.".formatted(request.host())
                        : "%s is not in %s alone: it is %s. %s"
                                .formatted(
                                        request.host(),
                                        request.sourceAggregate(),
                                        plain(placement),
                                        placement.remedy(
                                                request.host(), "Reload the board and withdraw it from where it is.")),
                "is " + plain(placement));
    }

    /** What a withdrawal disabled counts as enabled: the placement does that. */
    private static ComputeService asEnabledAgain(ComputeService service) {
        return ServiceMark.of(service).isPresent()
                ? new ComputeService(service.host(), true, service.up(), null, service.zone(), service.known())
                : service;
    }

    private static Check enabledAgain(ComputeService service) {
        if (service.enabled()) {
            return passed(SERVICE, "Nova's service is enabled.");
        }
        return ServiceMark.of(service)
                .map(mark -> passed(
                        SERVICE,
                        "Nova's service was disabled by the withdrawal %s (%s) and is enabled again."
                                .formatted(mark.operation(), mark.reason())))
                .orElseGet(() -> warning(
                        SERVICE,
                        "Nova's service was disabled by somebody else (%s). It stays disabled, and the host sells nothing until they enable it."
                                .formatted(reason(service))));
    }

    private static Check disabled(boolean asked, ComputeService service) {
        if (!asked) {
            return passed(SERVICE, "Nova's service stays as it is.");
        }
        return service.enabled()
                ? passed(SERVICE, "Nova's service is to be disabled, with the reason and the number of this operation.")
                : warning(
                        SERVICE,
                        "Nova's service is disabled already (%s). It stays as it is, with that reason."
                                .formatted(reason(service)));
    }

    private static String reason(ComputeService service) {
        return service.disabledReason() == null ? "without a reason" : service.disabledReason();
    }

    private static String plain(Placement placement) {
        return placement.describe().replace(" (source)", "").replace(" (target)", "");
    }
}
