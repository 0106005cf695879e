package io.spotmanager.system.restore;

import static io.spotmanager.system.restore.RestoreDrill.LONG_ENOUGH;
import static io.spotmanager.system.restore.RestoreDrill.MAX_WAIT;
import static io.spotmanager.system.restore.RestoreDrill.acceptedWithoutWorkers;
import static io.spotmanager.system.restore.RestoreDrill.freeze;
import static io.spotmanager.system.restore.RestoreDrill.held;
import static io.spotmanager.system.restore.RestoreDrill.installation;
import static io.spotmanager.system.restore.RestoreDrill.lift;
import static io.spotmanager.system.restore.RestoreDrill.movedThereAndBack;
import static io.spotmanager.system.restore.RestoreDrill.poolsOf;
import static io.spotmanager.system.restore.RestoreDrill.requireUntouched;
import static io.spotmanager.system.restore.RestoreDrill.start;
import static io.spotmanager.system.restore.RestoreDrill.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.RabbitNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./spot backup} and {@code restore}, with everything lost that could remember what was done since. */
class RestoreCommandTest {
    @Test
    void a_backup_that_the_command_restores_is_held_although_nothing_remembers_what_was_done_since(@TempDir Path folder)
            throws Exception {
        try (var installation = installation()) {
            var move = installation.cloud().fleet().spotMoves().getFirst();
            var backup = folder.resolve("spot.backup").toString();
            var old = acceptedWithoutWorkers(installation, move);
            assertThat(installation.database().command("backup", backup))
                    .first()
                    .asString()
                    .contains("SHA-256");
            assertThatThrownBy(() -> installation.database().command("backup", backup))
                    .hasMessageContaining("is there already");
            installation.workers().forEach(worker -> worker.start().awaitReady());
            movedThereAndBack(installation, move, old);
            assertThatThrownBy(() -> installation.database().command("restore", backup))
                    .hasMessageContaining("The database postgres is not empty");
            stop(installation);
            ((RabbitNode) installation.broker()).loseEverything();
            installation.database().empty();

            assertThat(installation.database().command("restore", backup))
                    .first()
                    .asString()
                    .contains("is restored, and held");
            installation.database().grantRights();
            start(installation);

            assertThat(held(installation)).isTrue();
            assertThat(freeze(installation).path("reason").asString()).isEqualTo("restored from spot.backup");
            requireUntouched(installation, move, old);
            installation.operator().act(old, "cancel");
            installation.awaitState(old, "CANCELLED");
            lift(installation);
            var next = installation
                    .operator()
                    .move(installation.cloud().fleet().spotMoves().get(1));
            assertThat(installation.awaitEnd(next, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            installation.requireWholeHistory();
        }
    }

    @Test
    void
            a_backup_that_is_made_while_moves_are_under_way_is_restored_whole_and_nothing_of_it_goes_on_before_the_hold_is_lifted(
                    @TempDir Path folder) throws Exception {
        try (var installation = installation()) {
            var moves = installation.cloud().fleet().spotMoves().subList(0, 6);
            var backup = folder.resolve("spot.backup").toString();
            var ids = moves.stream().map(installation.operator()::move).toList();
            installation.database().command("backup", backup);
            ids.forEach(id ->
                    assertThat(installation.awaitEnd(id, MAX_WAIT).state()).isEqualTo("SUCCEEDED"));
            stop(installation);
            installation.database().empty();

            installation.database().command("restore", backup);
            installation.database().grantRights();
            var before = entriesOf(installation);
            start(installation);

            assertThat(held(installation)).isTrue();
            await("nothing goes on")
                    .during(LONG_ENOUGH)
                    .atMost(LONG_ENOUGH.multipliedBy(3))
                    .until(() -> entriesOf(installation) == before);
            installation.requireWholeHistory();
            lift(installation);
            await("each is carried on or stands in front of a person")
                    .atMost(MAX_WAIT)
                    .until(() -> goingOnIn(installation) == 0);
            moves.forEach(move -> assertThat(poolsOf(installation, move)).containsExactly(move.targetAggregate()));
            installation.requireWholeHistory();
        }
    }

    private static long entriesOf(Installation installation) {
        return installation
                .database()
                .jdbc()
                .sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }

    private static long goingOnIn(Installation installation) {
        return installation
                .database()
                .jdbc()
                .sql("select count(*) from operation where open and state <> 'NEEDS_OPERATOR'")
                .query(Long.class)
                .single();
    }
}
