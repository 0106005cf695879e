package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.ReplicatedPostgres.Commits;
import io.spotmanager.system.harness.Services;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The primary is killed with all its processes, and its standby is promoted. The parts know both addresses. */
@Alone
class FailOverTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final int UNAVAILABLE = 503;

    /** A stalled operation is dispatched again within this time, so a forgotten one would be carried out. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

    @Test
    void a_synchronous_standby_takes_over_with_everything_that_was_accepted() {
        var outage = Outage.of(3);
        try (var installation = installation(Commits.SYNCHRONOUS, 400);
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            Moments.pass(outage.before());
            installation.database().crash();
            Moments.pass(outage.length());
            installation.database().failOver();

            var watch = Stopwatch.start(FailOverTest.class);
            var accepted = load.awaitAllAccepted();
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell("from the promotion of the standby to the end of all %d operations, load going on for 2 s"
                    .formatted(accepted.size()));

            installation.requireAllMade(accepted);
            assertThat(load.refusals())
                    .isNotEmpty()
                    .allSatisfy(refusal ->
                            assertThat(refusal.status()).as(refusal.text()).isEqualTo(UNAVAILABLE));
            assertThat(mode(installation))
                    .as("a standby with every commit is not held")
                    .isEqualTo("OFF");
            assertThat(installation.workers()).allMatch(Part::alive);
        }
    }

    @Test
    void an_asynchronous_standby_that_lacks_commits_is_held_by_the_running_parts_until_a_person_lifts_it() {
        try (var installation = installation(Commits.ASYNCHRONOUS, 60)) {
            var moves = installation.cloud().fleet().spotMoves();
            var move = moves.getFirst();
            installation.workers().forEach(Part::terminate);
            var old = installation.operator().move(move);
            installation.database().keepReplica();
            installation.workers().forEach(worker -> worker.start().awaitReady());
            requireSuccess(installation, old);
            var back = new Move(move.host(), move.targetAggregate(), move.sourceAggregate(), move.acknowledge());
            requireSuccess(installation, installation.operator().move(back));

            installation.database().crash();
            installation.database().failOver();

            await("the hold")
                    .atMost(MAX_WAIT)
                    .ignoreExceptions()
                    .until(() -> mode(installation).equals("HELD"));
            assertThat(installation.operator().ask(moves.get(1), null).problem())
                    .isEqualTo("frozen");
            await("nothing is carried out")
                    .during(LONG_ENOUGH)
                    .atMost(LONG_ENOUGH.multipliedBy(3))
                    .until(() -> installation.cloud().poolsOf(move.host()).equals(List.of(move.sourceAggregate())));
            assertThat(installation.operator().operation(old).path()).containsExactly("REQUESTED");

            installation.operator().act(old, "cancel");
            installation.awaitState(old, "CANCELLED");
            var hold = installation.operator().get("/api/freeze").path("now");
            assertThat(hold.path("reason").asString()).contains("This database is older than");
            assertThat(installation
                            .operator()
                            .unfreeze(hold.path("number").asLong(), "looked")
                            .status())
                    .isEqualTo(200);
            requireSuccess(installation, installation.operator().move(moves.get(1)));
            assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.sourceAggregate());
            installation.requireWholeHistory();
        }
    }

    private static Installation installation(Commits commits, int hosts) {
        return Installation.start(
                FailOverTest.class,
                Services.replicated(commits),
                new Installation.Size(hosts, 2, 0, Duration.ofMillis(5)));
    }

    private static void requireSuccess(Installation installation, UUID operation) {
        var end = installation.awaitEnd(operation, MAX_WAIT);
        assertThat(end.state()).as(end.story()).isEqualTo("SUCCEEDED");
    }

    private static String mode(Installation installation) {
        return installation
                .operator()
                .get("/api/freeze")
                .path("now")
                .path("mode")
                .asString();
    }
}
