package io.spotmanager.launch.vm;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.launch.LaunchReader;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;

/** Applies the rules to what is to be seen now; if it cannot be read, the answer is not yes. */
final class ValidateLaunch {
    private ValidateLaunch() {}

    static StepOutcome run(Launch launch) {
        var reader = new LaunchReader(
                launch.nova(),
                launch.vms(),
                launch.parts().catalogues(),
                launch.networks(),
                launch.parts().links());
        var region = launch.parts().rules().region(launch.request());
        var reading = reader.read(launch.request().hostname(), region);
        if (!(reading instanceof Ok(var inputs))) {
            return launch.unread("The cloud", reading);
        }
        var checks = launch.parts().rules().check(launch.request(), inputs);
        var against = checks.stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(joining(" "));
        if (!against.isEmpty()) {
            return new StepOutcome.Failed(against);
        }
        var plan = launch.parts().rules().plan(launch.request(), inputs).orElseThrow();
        return new StepOutcome.Done(Map.of(
                "region", plan.region().name(),
                "flavor", plan.flavor(),
                "warnings", warnings(checks)));
    }

    private static List<String> warnings(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.result() == Check.Result.WARNING)
                .map(Check::text)
                .toList();
    }
}
