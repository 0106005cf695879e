package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.fleet.read.HostRepository;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Finds the pool of a host for requests that do not name it. */
@Component
class SourcePools implements PoolLookup {
    private final HostRepository hosts;
    private final SnapshotHostReader snapshot;
    private final PoolNaming naming;

    SourcePools(HostRepository hosts, SnapshotHostReader snapshot, PoolNaming naming) {
        this.hosts = hosts;
        this.snapshot = snapshot;
        this.naming = naming;
    }

    @Override
    public String ofWithdrawal(String host) {
        return hosts.placement(host)
                .map(HostRepository.Placement::pool)
                .orElseThrow(() -> PoolLookup.nothingToWithdraw(host));
    }

    /** If the snapshot is fresh and knows one alone. If the host has moved since, the worker refuses the move. */
    @Override
    public String ofMove(String host) {
        var seen = observed(host);
        if (seen.stale().isPresent()) {
            throw missing(
                    "Nova cannot be read since %s".formatted(seen.stale().get().since()));
        }
        var pools = seen.observation().aggregates().stream()
                .filter(aggregate -> aggregate.holds(host))
                .map(Aggregate::name)
                .filter(name -> naming.read(name).isPresent())
                .toList();
        return switch (pools.size()) {
            case 0 -> throw missing("%s is in no pool, as far as the snapshot knows".formatted(host));
            case 1 -> pools.getFirst();
            default -> throw missing("%s is in %s".formatted(host, pools));
        };
    }

    private SnapshotObservation observed(String host) {
        try {
            return snapshot.of(host);
        } catch (ProblemException e) {
            throw missing("the fleet has not been read yet");
        }
    }

    private static ProblemException missing(String why) {
        return FieldProblem.refusal(
                "source_aggregate",
                "must be an aggregate's name: 1 to 255 characters. It is missing and cannot be looked up, because "
                        + why);
    }
}
