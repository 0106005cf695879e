package io.spotmanager.launch.retire;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.moves.Move;
import io.spotmanager.moves.RemoveHost;
import io.spotmanager.moves.ValidateMove;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.Optional;

/**
 * One retirement and the move that follows it, as their steps see them.
 *
 * @param move out of the pool in which the VM ran
 */
record MovingRetirement(Retirement retirement, Move move) {
    static MovingRetirement of(RetireParts parts, ComputeCloud nova, PoolNaming naming, StepContext context) {
        var request = context.request(RetireAndMoveRequest.class);
        var calls = new ExternalCalls(context, parts.timeouts().calls(), parts.clock());
        return new MovingRetirement(
                new Retirement(parts, calls, request.retirement()), Move.of(nova, naming, calls, request.move()));
    }

    /** The rules of the move come first: a VM that is deleted for a pool that the host cannot enter is not brought back. */
    StepOutcome validate() {
        var movable = checkMove();
        if (movable instanceof StepOutcome.Failed(var cause)) {
            return new StepOutcome.Failed(cause + " " + RetireAndMoveRequest.WAY_OUT);
        }
        if (!(movable instanceof StepOutcome.Done(var warnings))) {
            return movable;
        }
        var ours = ValidateRetirement.run(retirement);
        if (!(ours instanceof StepOutcome.Done(var found))) {
            return ours;
        }
        var facts = new HashMap<String, Object>(warnings);
        facts.putAll(found);
        return new StepOutcome.Done(facts);
    }

    /** All rules of moves but those for tenants, which the last read before the removal is for. */
    StepOutcome checkMove() {
        return ValidateMove.observed(move, seen -> move.rules().checkOnceEmpty(move.request(), seen));
    }

    /** Nova and placement may show a VM for a while after Hyperstack has forgotten it. */
    StepOutcome removeHost() {
        return RemoveHost.unless(move, this::held);
    }

    private Optional<StepOutcome> held(HostTenants tenants) {
        var against = move.rules().tenants(move.request(), tenants).stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        return against.isEmpty()
                ? Optional.empty()
                : Optional.of(move.calls().pollUntil(retirement.within().deleted(), against));
    }
}
