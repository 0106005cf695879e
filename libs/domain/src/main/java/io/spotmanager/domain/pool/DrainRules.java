package io.spotmanager.domain.pool;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.warning;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a move or a withdrawal that waits until its host is empty; used as {@link MoveRules} are. */
public final class DrainRules {
    private static final String SERVICE = "service";
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    /** NVIDIA AI Enterprise, known limitations: live migration is not supported in GPU passthrough configurations. */
    private static final String NO_LIVE_MIGRATION =
            "VMs are not moved away: live migration is not offered for passed-through GPUs.";

    private final PoolNaming naming;

    public DrainRules(PoolNaming naming) {
        this.naming = naming;
    }

    /** Returns the result of every rule, in a fixed order. VMs are no objection: it waits for them. */
    public List<Check> check(DrainRequest request, HostObservation seen) {
        var empty = new HostObservation(seen.aggregates(), seen.service(), HostTenants.listed(List.of()));
        var checks = new ArrayList<Check>();
        checks.addAll(
                request.targetAggregate() == null
                        ? StockRules.ofWithdrawals(naming).check(withdrawal(request), empty)
                        : new MoveRules(naming).check(request.move(), empty));
        checks.removeIf(
                check -> check.name().equals(TenantRules.VMS) || check.name().equals(SERVICE));
        seen.service().map(service -> service(request, service)).ifPresent(checks::add);
        TenantRules.runPodVm(request.host(), seen.tenants()).ifPresent(checks::add);
        checks.addAll(tenants(request, seen.tenants()));
        return List.copyOf(checks);
    }

    private static WithdrawRequest withdrawal(DrainRequest request) {
        return new WithdrawRequest(
                request.host(), request.sourceAggregate(), false, request.reason(), request.acknowledge());
    }

    /**
     * Returns what keeps the host from being empty, as a sentence; empty if nothing does. Each host has to be as empty as one of a spot pool.
     */
    public static Optional<String> blocking(DrainRequest request, HostTenants tenants) {
        return TenantRules.blocking(request.move(), tenants);
    }

    /** The rule of spot hosts, whose objections become what is waited for. */
    private static List<Check> tenants(DrainRequest request, HostTenants tenants) {
        return blocking(request, tenants)
                .map(text -> List.of(warning(
                        TenantRules.VMS,
                        "%s It waits until nothing is left there, at most until %s; then a person decides. %s"
                                .formatted(
                                        text, request.deadline().truncatedTo(ChronoUnit.SECONDS), NO_LIVE_MIGRATION))))
                .orElseGet(() -> TenantRules.ofMove(request.move(), PoolKind.SPOT, tenants));
    }

    private static Check service(DrainRequest request, ComputeService service) {
        if (!service.known()) {
            return warning(
                    SERVICE,
                    "Nova cannot reach the cell of %s: it is not closed before that.".formatted(request.host()));
        }
        if (!service.enabled()) {
            return warning(
                    SERVICE,
                    "Nova's service is disabled already (%s). It stays as it is, with that reason."
                            .formatted(
                                    service.disabledReason() == null ? "without a reason" : service.disabledReason()));
        }
        return passed(
                SERVICE,
                "Nova's service is disabled at once, with the reason and the number of this operation: no new VM starts there. It %s."
                        .formatted(
                                request.staysDisabled()
                                        ? "stays disabled"
                                        : "is enabled again at the end, or if this is cancelled"));
    }

    /** Returns the latest deadline that a request of that time may name. */
    public static Instant latestDeadline(Instant now) {
        return now.plus(LONGEST_WAIT);
    }
}
