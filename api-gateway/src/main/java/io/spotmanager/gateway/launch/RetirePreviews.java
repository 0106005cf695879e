package io.spotmanager.gateway.launch;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.gateway.migration.FollowingMoves;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import io.spotmanager.questions.RetireAnswer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Asks whose a VM is and what its retirement would do now. What the rules of moves say of a move after it is from the snapshot. */
@Component
class RetirePreviews {
    private final LaunchCatalogue launches;
    private final Questions clouds;
    private final FollowingMoves moves;

    RetirePreviews(LaunchCatalogue launches, Questions clouds, FollowingMoves moves) {
        this.launches = launches;
        this.clouds = clouds;
        this.moves = moves;
    }

    /** @param tenants of the host, from which the preview was made */
    record Looked(RetirePreview preview, HostTenants tenants) {}

    /** @throws io.spotmanager.gateway.problem.ProblemException if launches are off, or the clouds cannot be read */
    Looked look(Retiring asked) {
        launches.requireNotOff();
        var reading = clouds.ask(new Question.Retirement(asked.retirement()));
        var answer = reading.found().orElseThrow(() -> LaunchPreviews.unavailable(reading.readProblem()));
        var move = asked.move();
        return new Looked(move == null ? of(answer.checks(), answer.steps()) : with(move, answer), answer.tenants());
    }

    private RetirePreview with(MoveRequest move, RetireAnswer answer) {
        return of(
                Stream.concat(answer.checks().stream(), moves.checks(move).stream())
                        .toList(),
                Stream.concat(answer.steps().stream(), steps(move)).toList());
    }

    private Stream<PlannedStep> steps(MoveRequest move) {
        var commands = moves.commands(move);
        return Stream.of(
                new PlannedStep(
                        "remove host",
                        "Take the host out of %s, once nobody uses it".formatted(move.sourceAggregate()),
                        commands.getFirst()),
                new PlannedStep("add host", "Add it to " + move.targetAggregate(), commands.getLast()));
    }

    private static RetirePreview of(List<Check> checks, List<PlannedStep> steps) {
        var allowed = checks.stream().allMatch(Check::allows);
        return new RetirePreview(allowed, checks, allowed ? steps : List.of(), null);
    }
}
