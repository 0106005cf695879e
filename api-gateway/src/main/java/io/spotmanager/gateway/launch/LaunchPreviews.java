package io.spotmanager.gateway.launch;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.gateway.fleet.NetboxStatus;
import io.spotmanager.gateway.launch.LaunchPreview.Mark;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for the launch by the worker's own rules and what the clouds show now, and tells what NetBox said. */
@Component
class LaunchPreviews {
    private final LaunchCatalogue launches;
    private final Questions clouds;
    private final SnapshotStatusRepository status;
    private final NetboxStatus netbox;
    private final HostRepository hosts;

    LaunchPreviews(
            LaunchCatalogue launches,
            Questions clouds,
            SnapshotStatusRepository status,
            NetboxStatus netbox,
            HostRepository hosts) {
        this.hosts = hosts;
        this.launches = launches;
        this.clouds = clouds;
        this.status = status;
        this.netbox = netbox;
    }

    /** @param tenants of the host, from which the preview was made */
    record Looked(LaunchPreview preview, HostTenants tenants) {}

    LaunchPreview of(LaunchRequest launch) {
        return look(launch).preview();
    }

    Looked look(LaunchRequest launch) {
        launches.requireNotOff();
        var asked = clouds.ask(new Question.Launch(launch));
        var answer = asked.found().orElseThrow(() -> unavailable(asked.readProblem()));
        var checks = Stream.concat(answer.checks().stream(), netbox.warning(launch.hostname()).stream())
                .toList();
        return new Looked(
                new LaunchPreview(
                        checks.stream().allMatch(Check::allows),
                        checks,
                        answer.target(),
                        snapshot(),
                        LaunchPreview.Former.of(launch.hostname(), answer.target(), gpuType(launch.hostname())),
                        null),
                answer.tenants());
    }

    private @Nullable String gpuType(String host) {
        return hosts.placement(host).map(HostRepository.Placement::gpuType).orElse(null);
    }

    private Mark snapshot() {
        var seen = status.read();
        return new Mark(seen.generation(), seen.readAt());
    }

    static ProblemException unavailable(String why) {
        return ProblemType.CLOUD_UNAVAILABLE.because(
                "The cloud could not be read (%s), so nothing can be said now. Nothing was done; try again later."
                        .formatted(why));
    }
}
