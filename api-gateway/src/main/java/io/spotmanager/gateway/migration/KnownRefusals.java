package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a command is known to be refused for: by the names of its pools alone, or by what Nova shows now. The snapshot only says whether to ask;
 * it never refuses anything, as the host may have moved since. What cannot be asked is left to the worker.
 */
@Component
class KnownRefusals {
    /** Another GPU type, a spot host with VMs, an unknown host, a host in another pool. The worker decides on the rest. */
    private static final Set<String> AT_ONCE = Set.of("gpu_type", "vms", "host", "placement");

    /** A broker or a cloud that is away must not keep a command from being accepted: the worker applies every rule anyway. */
    static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final MoveRules rules;
    private final MovePreviews previews;
    private final HostRepository hosts;
    private final Questions clouds;

    KnownRefusals(MoveRules rules, MovePreviews previews, HostRepository hosts, Questions clouds) {
        this.rules = rules;
        this.previews = previews;
        this.hosts = hosts;
        this.clouds = clouds;
    }

    /** Blocks while Nova is read, if the snapshot gives reason to, for two seconds at most. */
    Optional<Check> of(HostCommand command) {
        return rules.refusedByName(command.asMove())
                .or(() -> isDoubtful(command) ? confirmed(command) : Optional.empty());
    }

    private boolean isDoubtful(HostCommand command) {
        var move = command.asMove();
        return hosts.isDoubtful(move.host(), move.sourceAggregate());
    }

    private Optional<Check> confirmed(HostCommand command) {
        return clouds.ask(new Question.HostNow(command.asMove().host()), LONGEST_LOOK)
                .found()
                .filter(now ->
                        now.tenants().of(HiddenTenant.Kind.CELL_DOWN).findAny().isEmpty())
                .flatMap(now -> refused(command, now));
    }

    private Optional<Check> refused(HostCommand command, HostObservation seen) {
        return previews.rules(command, seen).stream()
                .filter(check -> check.result() == Check.Result.REFUSED)
                .filter(check -> AT_ONCE.contains(check.name()))
                .findFirst();
    }
}
