package io.spotmanager.migration;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;

/** Applies the rules to what Nova shows now; if Nova cannot be read, the answer is not yes. */
final class ValidateMove {
    private final MoveRules rules;

    ValidateMove(MoveRules rules) {
        this.rules = rules;
    }

    StepOutcome run(Cloud cloud) {
        var move = cloud.move();
        var nova = cloud.nova();
        return cloud.read(nova.aggregates(), aggregates -> {
            cloud.saw(aggregates);
            return cloud.read(
                    nova.computeService(move.host()),
                    service -> cloud.read(
                            nova.tenantsOn(move.host()),
                            tenants -> decide(rules.check(move, new HostObservation(aggregates, service, tenants)))));
        });
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
