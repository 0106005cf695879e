package io.spotmanager.gateway.launch;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.fleet.NetboxStatus;
import io.spotmanager.gateway.launch.LaunchPreview.Mark;
import io.spotmanager.gateway.launch.LaunchPreview.Target;
import io.spotmanager.gateway.launch.LaunchServices.Means;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the clouds show now, and tells what NetBox said. */
@Component
class LaunchPreviews {
    private final LaunchServices desk;
    private final SnapshotStatusRepository status;
    private final NetboxStatus netbox;

    LaunchPreviews(LaunchServices desk, SnapshotStatusRepository status, NetboxStatus netbox) {
        this.desk = desk;
        this.status = status;
        this.netbox = netbox;
    }

    LaunchPreview of(LaunchRequest launch) {
        var services = desk.open();
        var inputs =
                read(services.reader().read(launch.hostname(), services.rules().region(launch)));
        var checks = Stream.concat(
                        services.rules().check(launch, inputs).stream(), netbox.warning(launch.hostname()).stream())
                .toList();
        return new LaunchPreview(
                checks.stream().allMatch(Check::allows), checks, target(services, launch, inputs), snapshot());
    }

    private static @Nullable Target target(Means services, LaunchRequest launch, LaunchInputs inputs) {
        return services.rules()
                .plan(launch, inputs)
                .map(plan -> target(services, launch, plan, networks(inputs)))
                .orElse(null);
    }

    private static Target target(Means services, LaunchRequest launch, LaunchPlan plan, List<Network> networks) {
        return new Target(
                plan.region().name(),
                plan.region().vm().environment(),
                plan.flavor(),
                new PlannedLaunch(services.vendors(), launch, plan, networks).steps(),
                services.vendors().cloudInit().masked(launch.hostname()));
    }

    private static List<Network> networks(LaunchInputs inputs) {
        return inputs.offer().map(offer -> offer.fittings().networks()).orElse(List.of());
    }

    private Mark snapshot() {
        var seen = status.read();
        return new Mark(seen.generation(), seen.readAt());
    }

    static <T> T read(CloudAnswer<T> answer) {
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "The cloud could not be read (%s), so nothing can be said now. Nothing was done; try again later."
                                .formatted(answer.readProblem())));
    }
}
