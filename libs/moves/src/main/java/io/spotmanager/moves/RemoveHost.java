package io.spotmanager.moves;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes the host out of its source. First remove, then add: in between the host sells nothing, which is safe. */
public final class RemoveHost {
    private RemoveHost() {}

    public static StepOutcome run(Move move) {
        return run(move, tenants -> move.rules().tenants(move.request(), tenants));
    }

    /** @param rules what is required of those who use the host */
    public static StepOutcome run(Move move, Function<HostTenants, List<Check>> rules) {
        return unless(move, tenants -> refused(move, rules.apply(tenants)));
    }

    private static Optional<StepOutcome> refused(Move move, List<Check> checks) {
        var against = checks.stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        return against.isEmpty()
                ? Optional.empty()
                : Optional.of(afterLateEffects(move, new StepOutcome.Failed(against)));
    }

    /** @param held what those who use the host make of the step instead of a removal; empty to remove it */
    public static StepOutcome unless(Move move, Function<HostTenants, Optional<StepOutcome>> held) {
        var reading = move.placement();
        if (!(reading instanceof Ok(var placement))) {
            return move.unread(reading);
        }
        if (!placement.elsewhere().isEmpty()) {
            return new StepOutcome.NeedsOperator(
                    "Nova shows the host %s, where this move did not put it. Nothing was changed."
                            .formatted(placement.describe()));
        }
        if (!placement.inSource()) {
            return new StepOutcome.Skipped("the host has left its source already: it is " + placement.describe());
        }
        var use = move.nova().tenantsOn(move.request().host());
        if (!(use instanceof Ok(var tenants))) {
            return move.unread(use);
        }
        return held.apply(tenants).orElseGet(() -> remove(move, placement));
    }

    private static StepOutcome remove(Move move, Placement placement) {
        var answer = move.remove(placement.source().orElseThrow());
        var outcome = move.confirm(answer, placement, now -> !now.inSource(), new StepOutcome.Done());
        return outcome instanceof StepOutcome.Failed failed ? afterLateEffects(move, failed) : outcome;
    }

    /** A failure ends the move, which must not be before an earlier removal can come no more. */
    private static StepOutcome afterLateEffects(Move move, StepOutcome.Failed failed) {
        return move.calls()
                .lateEffects(failed.cause() + " The move ends when an earlier removal can come no more.")
                .orElse(failed);
    }
}
