package io.spotmanager.system.restore;

import static io.spotmanager.system.restore.RestoreDrill.MAX_WAIT;
import static io.spotmanager.system.restore.RestoreDrill.acceptedWithoutWorkers;
import static io.spotmanager.system.restore.RestoreDrill.freeze;
import static io.spotmanager.system.restore.RestoreDrill.held;
import static io.spotmanager.system.restore.RestoreDrill.installation;
import static io.spotmanager.system.restore.RestoreDrill.lift;
import static io.spotmanager.system.restore.RestoreDrill.moveBack;
import static io.spotmanager.system.restore.RestoreDrill.movedThereAndBack;
import static io.spotmanager.system.restore.RestoreDrill.poolsOf;
import static io.spotmanager.system.restore.RestoreDrill.requireUntouched;
import static io.spotmanager.system.restore.RestoreDrill.start;
import static io.spotmanager.system.restore.RestoreDrill.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.RabbitNode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A backup in which a move was not carried out yet, although it was since, and its host was moved back. Carried out a second time it would
 * take the host away from where a person wanted it.
 */
class RestoredDatabaseTest {
    @Test
    void a_backup_that_is_restored_while_all_is_stopped_starts_held_until_a_person_has_looked(@TempDir Path folder) {
        try (var installation = installation()) {
            var moves = installation.cloud().fleet().spotMoves();
            var first = moves.getFirst();
            var second = moves.get(2);
            var backup = folder.resolve("backup");
            var moved = installation.operator().move(second);
            assertThat(installation.awaitEnd(moved, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            var old = acceptedWithoutWorkers(installation, first);
            installation.database().dump(backup);
            installation.workers().forEach(worker -> worker.start().awaitReady());
            var back = movedThereAndBack(installation, first, old);
            moveBack(installation, second);
            stop(installation);

            installation.database().restore(backup);
            start(installation);

            requireHeldBecauseOf(installation, old, back);
            requireUntouched(installation, first, old);
            assertThat(installation.operator().ask(moves.get(1), null).problem())
                    .isEqualTo("frozen");

            installation.inventory(); // which reads the clouds for the gateway
            var listed = reconciliation(installation);
            assertThat(values(listed.path("missing"), "operation")).contains(old.toString(), back.toString());
            assertThat(values(listed.path("open"), "operation")).containsExactly(old.toString());
            assertThat(values(listed.path("open"), "next"))
                    .containsExactly("It would be carried out: the host is in its source.");
            assertThat(values(listed.path("hosts"), "host")).containsExactly(second.host());
            assertThat(values(listed.path("hosts"), "expected")).containsExactly(second.targetAggregate());

            installation.operator().act(old, "cancel");
            installation.awaitState(old, "CANCELLED");
            lift(installation);
            var adopted = installation.operator().adoptHost(second.host(), "moved back before the backup was restored");
            assertThat(installation.awaitEnd(adopted.id(), MAX_WAIT).state()).isEqualTo("ADOPTED");
            assertThat(poolsOf(installation, second)).containsExactly(second.sourceAggregate());
            var left = reconciliation(installation);
            assertThat(List.of(
                            left.path("missing").size(),
                            left.path("open").size(),
                            left.path("hosts").size()))
                    .as(left.toString())
                    .containsOnly(0);
            var next = installation.operator().move(moves.get(1));
            assertThat(installation.awaitEnd(next, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            assertThat(poolsOf(installation, first)).containsExactly(first.sourceAggregate());

            stop(installation);
            start(installation);
            assertThat(freeze(installation).path("mode").asString()).isEqualTo("OFF");
            installation.requireWholeHistory();
        }
    }

    @Test
    void a_database_that_is_replaced_under_running_parts_is_held_before_they_claim_anything() {
        try (var installation = installation()) {
            var move = installation.cloud().fleet().spotMoves().getFirst();
            var old = acceptedWithoutWorkers(installation, move);
            installation.database().crash();
            installation.database().keepReplica();
            installation.database().comeBack();
            installation.workers().forEach(worker -> worker.start().awaitReady());
            var back = movedThereAndBack(installation, move, old);

            installation.database().crash();
            installation.database().failOver();
            installation.database().comeBack();

            await("the hold").atMost(MAX_WAIT).ignoreExceptions().until(() -> held(installation));
            requireHeldBecauseOf(installation, old, back);
            requireUntouched(installation, move, old);
        }
    }

    @Test
    void a_restart_or_a_broker_that_lost_everything_holds_nothing_up() {
        try (var installation = installation()) {
            var moves = installation.cloud().fleet().spotMoves();
            assertThat(installation
                            .awaitEnd(installation.operator().move(moves.getFirst()), MAX_WAIT)
                            .state())
                    .isEqualTo("SUCCEEDED");
            stop(installation);
            start(installation);
            assertThat(held(installation)).isFalse();

            ((RabbitNode) installation.broker()).loseEverything();
            assertThat(installation
                            .awaitEnd(installation.operator().move(moves.get(1)), MAX_WAIT)
                            .state())
                    .isEqualTo("SUCCEEDED");
            stop(installation);
            ((RabbitNode) installation.broker()).loseEverything();
            start(installation);

            assertThat(installation
                            .awaitEnd(installation.operator().move(moves.get(2)), MAX_WAIT)
                            .state())
                    .isEqualTo("SUCCEEDED");
            assertThat(freeze(installation).path("number").asLong()).isZero();
        }
    }

    private static JsonNode reconciliation(Installation installation) {
        return installation.operator().get("/api/reconciliation");
    }

    private static List<String> values(JsonNode items, String member) {
        return items.valueStream().map(item -> item.path(member).asString()).toList();
    }

    private static void requireHeldBecauseOf(Installation installation, UUID old, UUID back) {
        var freeze = freeze(installation);
        assertThat(freeze.path("mode").asString()).isEqualTo("HELD");
        assertThat(freeze.path("by").asString()).containsPattern("(api-gateway|migration-worker)@");
        assertThat(freeze.path("reason").asString()).contains("This database is older than");
        var missing = installation
                .database()
                .jdbc()
                .sql(
                        "select distinct operation_id from missing_entry where operation_id = :old and seq > 1 or operation_id = :back")
                .param("old", old)
                .param("back", back)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        assertThat(missing).containsExactlyInAnyOrder(old, back);
    }
}
