package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.AggregateCommands;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves that begin once another operation has emptied their host. */
@Component
public class FollowingMoves {
    private final SourcePools sources;
    private final SnapshotHostReader snapshot;
    private final MoveRules rules;
    private final Questions clouds;

    FollowingMoves(SourcePools sources, SnapshotHostReader snapshot, MoveRules rules, Questions clouds) {
        this.clouds = clouds;
        this.sources = sources;
        this.snapshot = snapshot;
        this.rules = rules;
    }

    /**
     * @param source null or empty to look it up as for any move
     * @throws ProblemException naming the pool that is missing and cannot be looked up
     */
    public MoveRequest of(
            String host, @Nullable String source, String target, @Nullable Set<Acknowledgement> acknowledge) {
        if (target.isEmpty()) {
            throw FieldProblem.refusal("target_aggregate", MigrationBody.AGGREGATE);
        }
        var from = source == null || source.isEmpty() ? sources.ofMove(host) : source;
        return new MoveRequest(host, from, target, acknowledge);
    }

    /**
     * What the move is known to be refused for: by the names of its pools alone, or by what Nova shows now, if the snapshot gives reason to ask.
     * Blocks meanwhile, for two seconds at most.
     */
    public Optional<Check> known(MoveRequest move) {
        return rules.refusedByName(move)
                .or(() -> refused(checks(move)).isPresent() ? confirmed(move) : Optional.empty());
    }

    private Optional<Check> confirmed(MoveRequest move) {
        return clouds.ask(new Question.HostNow(move.host()), KnownRefusals.LONGEST_LOOK)
                .found()
                .flatMap(now -> refused(rules.checkOnceEmpty(move, now)));
    }

    private static Optional<Check> refused(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.result() == Check.Result.REFUSED)
                .findFirst();
    }

    /** What the rules of moves say of the host as the snapshot shows it, but for its tenants, who will be gone by then. */
    public List<Check> checks(MoveRequest move) {
        var observed = snapshot.of(move.host());
        return Stream.concat(
                        rules.checkOnceEmpty(move, observed.observation()).stream(),
                        observed.stale().map(stale -> MovePreviews.oldNews(stale, observed.age())).stream())
                .toList();
    }

    /** The commands of the move, in their order. */
    public List<String> commands(MoveRequest move) {
        return List.of(
                AggregateCommands.removeHost(move.sourceAggregate(), move.host()),
                AggregateCommands.addHost(move.targetAggregate(), move.host()));
    }
}
