package io.spotmanager.gateway.launch;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.LaunchInputs;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.fleet.NetboxStatus;
import io.spotmanager.gateway.launch.LaunchPreview.Mark;
import io.spotmanager.gateway.launch.LaunchPreview.Target;
import io.spotmanager.gateway.launch.LaunchServices.Clients;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies the worker's own rules to what the clouds show now, and tells what NetBox said. */
@Component
class LaunchPreviews {
    private final LaunchServices services;
    private final SnapshotStatusRepository status;
    private final NetboxStatus netbox;

    LaunchPreviews(LaunchServices services, SnapshotStatusRepository status, NetboxStatus netbox) {
        this.services = services;
        this.status = status;
        this.netbox = netbox;
    }

    /** @param inputs what the preview was made from */
    record Looked(LaunchPreview preview, LaunchInputs inputs) {}

    LaunchPreview of(LaunchRequest launch) {
        return look(launch).preview();
    }

    Looked look(LaunchRequest launch) {
        var clients = services.open();
        var inputs =
                read(clients.reader().read(launch.hostname(), clients.rules().region(launch)));
        var checks = Stream.concat(
                        clients.rules().check(launch, inputs).stream(), netbox.warning(launch.hostname()).stream())
                .toList();
        return new Looked(
                new LaunchPreview(
                        checks.stream().allMatch(Check::allows),
                        checks,
                        target(clients, launch, inputs),
                        snapshot(),
                        null),
                inputs);
    }

    private static @Nullable Target target(Clients clients, LaunchRequest launch, LaunchInputs inputs) {
        return clients.rules()
                .plan(launch, inputs)
                .map(plan -> target(clients, launch, plan, networks(inputs)))
                .orElse(null);
    }

    private static Target target(Clients clients, LaunchRequest launch, LaunchPlan plan, List<Network> networks) {
        return new Target(
                plan.region().name(),
                plan.region().vm().environment(),
                plan.flavor(),
                new PlannedLaunch(clients.vendors(), launch, plan, networks).steps(),
                clients.vendors().cloudInit().masked(launch.hostname()));
    }

    private static List<Network> networks(LaunchInputs inputs) {
        return inputs.provider()
                .map(provider -> provider.attachments().networks())
                .orElse(List.of());
    }

    private Mark snapshot() {
        var seen = status.read();
        return new Mark(seen.generation(), seen.readAt());
    }

    static <T> T read(CloudResult<T> answer) {
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "The cloud could not be read (%s), so nothing can be said now. Nothing was done; try again later."
                                .formatted(answer.readProblem())));
    }
}
