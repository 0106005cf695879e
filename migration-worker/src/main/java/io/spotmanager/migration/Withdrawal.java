package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.StockRules;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.moves.Move;
import io.spotmanager.moves.RemoveHost;
import io.spotmanager.moves.RestoreHost;
import io.spotmanager.moves.ValidateMove;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of a withdrawal.
 *
 * @param move the same as a move into no pool
 */
record Withdrawal(Move move, WithdrawRequest request) {
    static Withdrawal of(ComputeCloud nova, PoolNaming naming, ExternalCalls calls) {
        var request = calls.context().request(WithdrawRequest.class);
        return new Withdrawal(Move.of(nova, naming, calls, request.move()), request);
    }

    private StockRules rules() {
        return StockRules.ofWithdrawals(move.naming());
    }

    private HostService service() {
        return new HostService(move);
    }

    StepOutcome validate() {
        return ValidateMove.observed(move, seen -> rules().check(request, seen));
    }

    /** Closes the host for new VMs, if that was asked for. */
    StepOutcome disableService() {
        if (!request.disableService()) {
            return new StepOutcome.Skipped("nobody asked for the service to be disabled");
        }
        return service().close(request.reason());
    }

    StepOutcome removeHost() {
        return RemoveHost.run(move, tenants -> rules().tenants(request, tenants));
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
        if (!placement.nowhere()) {
            return new StepOutcome.NeedsOperator(
                    "The host must be in no pool. Nova shows it %s.".formatted(placement.describe()));
        }
        if (!request.disableService()) {
            return new StepOutcome.Done();
        }
        return service()
                .read(now -> now.enabled()
                        ? new StepOutcome.NeedsOperator(
                                "The host is in no pool, but its service must be disabled and Nova shows it enabled.")
                        : new StepOutcome.Done(Map.of("disabled_reason", HostService.reason(now))));
    }

    /** The way back: into its pool, then open for new VMs again if this withdrawal closed it. */
    StepOutcome restore() {
        var host = RestoreHost.run(move);
        if (!(host instanceof StepOutcome.Done || host instanceof StepOutcome.Skipped) || !request.disableService()) {
            return host;
        }
        return service().open(new StepOutcome.Done(Map.of("placed_in", request.sourceAggregate())));
    }
}
