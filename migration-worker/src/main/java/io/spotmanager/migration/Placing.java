package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.ServiceMark;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.moves.AddHost;
import io.spotmanager.moves.Move;
import io.spotmanager.moves.RestoreHost;
import io.spotmanager.moves.ValidateMove;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of a placement.
 *
 * @param move the same as a move out of no pool
 * @param types as the names of hosts have them
 */
record Placing(Move move, PlaceRequest request, GpuTypes types) {
    /** The reason that the service was disabled with before this placement enabled it; saved before that. */
    static final String ENABLED_FROM = "enabled_from";

    static Placing of(ComputeCloud nova, PoolNaming naming, GpuTypes types, ExternalCalls calls) {
        var request = calls.context().request(PlaceRequest.class);
        return new Placing(Move.of(nova, naming, calls, request.move()), request, types);
    }

    private HostService service() {
        return new HostService(move);
    }

    StepOutcome validate() {
        return ValidateMove.observed(move, seen -> new StockRules(move.naming(), types).check(request, seen));
    }

    StepOutcome addHost() {
        return AddHost.run(move);
    }

    /** Opens the host for new VMs, if a withdrawal closed it. */
    StepOutcome enableService() {
        return service().read(now -> {
            if (now.enabled()) {
                return new StepOutcome.Skipped("the service is enabled");
            }
            if (ServiceMark.of(now).isEmpty()) {
                return new StepOutcome.Skipped(somebodyElse(now));
            }
            move.calls()
                    .context()
                    .saveProgress("the service is to be enabled", Map.of(ENABLED_FROM, HostService.reason(now)));
            return service().enable(new StepOutcome.Done());
        });
    }

    /** Success is what Nova shows, not what it answered. */
    StepOutcome verify() {
        return (move.wasTurnedBack() ? move.lateEffects() : Optional.<StepOutcome>empty()).orElseGet(this::look);
    }

    private StepOutcome look() {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (!placement.onlyInTarget()) {
            return new StepOutcome.NeedsOperator(
                    "The host must be in its target alone. Nova shows it %s.".formatted(placement.describe()));
        }
        return service().read(now -> {
            if (ServiceMark.of(now).isPresent()) {
                return new StepOutcome.NeedsOperator(
                        "The host is in its target, but its service is still disabled (%s) and sells nothing."
                                .formatted(HostService.reason(now)));
            }
            var facts = new HashMap<String, Object>(Map.of("placed_in", request.targetAggregate()));
            if (!now.enabled()) {
                facts.put("warnings", somebodyElse(now));
            }
            return new StepOutcome.Done(facts);
        });
    }

    /** The way back: out of the pool, and closed again if this placement opened it. */
    StepOutcome restore() {
        move.turnedBack();
        return move.lateEffectsOfEarlierStates().orElseGet(this::leave);
    }

    private StepOutcome leave() {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (placement.inTarget()) {
            var left = RestoreHost.leaveTarget(move, placement);
            return left instanceof StepOutcome.Done ? close() : left;
        }
        return placement.elsewhere().isEmpty()
                ? close()
                : new StepOutcome.NeedsOperator(
                        "Nova shows the host %s, where this placement did not put it. It was left there."
                                .formatted(placement.describe()));
    }

    private StepOutcome close() {
        var facts = move.calls().context().facts();
        if (!facts.hasNonNull(ENABLED_FROM)) {
            return new StepOutcome.Done();
        }
        var reason = facts.path(ENABLED_FROM).asString();
        return service()
                .read(now ->
                        now.enabled() ? service().disable(reason, new StepOutcome.Done()) : new StepOutcome.Done());
    }

    private static String somebodyElse(ComputeService service) {
        return "somebody else disabled the service (%s); it stays disabled".formatted(HostService.reason(service));
    }
}
