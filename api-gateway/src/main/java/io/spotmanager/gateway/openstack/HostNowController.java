package io.spotmanager.gateway.openstack;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One host as the cloud shows it now, for whoever decides about it. */
@RestController
@RequestMapping("/api/openstack/host")
@Tag(name = "OpenStack")
class HostNowController {
    private static final int LONGEST_NAME = 255;

    /**
     * A host as the cloud shows it now.
     *
     * @param aggregates the names of all aggregates that hold it
     * @param service its compute service; null if the cloud does not know the host
     * @param servers how many servers Nova lists on it
     * @param hidden how many tenants it has that Nova does not list
     * @param unread what could not be read, so that there may be more tenants
     * @param readAt when it was read
     */
    record HostNow(
            String host,
            List<String> aggregates,
            @Nullable Service service,
            int servers,
            int hidden,
            List<String> unread,
            Instant readAt) {}

    /**
     * A compute service.
     *
     * @param known false if its cell cannot be reached; then the other fields say nothing
     * @param enabled false if an administrator has disabled it
     * @param up true if it has reported to Nova recently
     * @param disabledReason null if there is none
     */
    record Service(
            boolean known,
            boolean enabled,
            boolean up,
            @Nullable String disabledReason) {
        static Service of(ComputeService service) {
            return new Service(service.known(), service.enabled(), service.up(), service.disabledReason());
        }
    }

    private final Questions clouds;
    private final InstantSource clock;

    HostNowController(Questions clouds, InstantSource clock) {
        this.clouds = clouds;
        this.clock = clock;
    }

    /** The aggregates, service and tenants of a host, read from OpenStack for this request. */
    @GetMapping
    @Operation(operationId = "showHostNow", summary = "Look at a host as OpenStack shows it now")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    HostNow now(@RequestParam String host) {
        if (host.isBlank() || host.length() > LONGEST_NAME) {
            throw FieldProblem.refusal("host", "must be the name of a compute host, of 1 to 255 characters");
        }
        var answer = clouds.ask(new Question.HostNow(host));
        var seen = answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "OpenStack could not be read (%s). Nothing was done; try again later."
                                .formatted(answer.readProblem())));
        return view(host, seen);
    }

    private HostNow view(String host, HostObservation seen) {
        var aggregates = seen.aggregates().stream()
                .filter(aggregate -> aggregate.holds(host))
                .map(Aggregate::name)
                .toList();
        if (aggregates.isEmpty() && seen.service().isEmpty()) {
            throw ProblemType.NOT_FOUND.because(
                    "OpenStack knows no host %s. Names are case-sensitive; check the spelling.".formatted(host));
        }
        return new HostNow(
                host,
                aggregates,
                seen.service().map(Service::of).orElse(null),
                seen.servers().size(),
                (int) seen.tenants().hidden().stream()
                        .filter(each -> each.kind().isTenant())
                        .count(),
                seen.tenants().unchecked().stream()
                        .map(HostTenants.Unchecked::place)
                        .map(HostTenants.Place::words)
                        .toList(),
                clock.instant());
    }
}
