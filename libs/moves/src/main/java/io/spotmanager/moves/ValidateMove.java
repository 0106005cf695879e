package io.spotmanager.moves;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Applies the rules to what Nova shows now; if Nova cannot be read, the answer is not yes. */
public final class ValidateMove {
    private ValidateMove() {}

    public static StepOutcome run(Move move) {
        return observed(move, seen -> move.rules().check(move.request(), seen));
    }

    /** @param rules what is required of what Nova shows of the host */
    public static StepOutcome observed(Move move, Function<HostObservation, List<Check>> rules) {
        var host = move.request().host();
        var pools = move.nova().aggregatesFor(host);
        if (!(pools instanceof Ok(var aggregates))) {
            return move.unread(pools);
        }
        move.seen(aggregates);
        var compute = move.nova().computeService(host);
        if (!(compute instanceof Ok(var service))) {
            return move.unread(compute);
        }
        var use = move.nova().tenantsOn(host);
        if (!(use instanceof Ok(var tenants))) {
            return move.unread(use);
        }
        return decide(rules.apply(new HostObservation(aggregates, service, tenants)));
    }

    static StepOutcome decide(List<Check> checks) {
        var against = checks.stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        return against.isEmpty() ? new StepOutcome.Done(warnings(checks)) : new StepOutcome.Failed(against);
    }

    private static Map<String, ?> warnings(List<Check> checks) {
        var warnings = checks.stream()
                .filter(check -> check.result() == Check.Result.WARNING)
                .map(Check::text)
                .toList();
        return warnings.isEmpty() ? Map.of() : Map.of("warnings", warnings);
    }
}
