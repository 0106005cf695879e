package io.spotmanager.system.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A freeze in the middle of many moves. */
@Alone
class FreezeTest {
    private static final int MOVES = 200;
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    /** The workers' heartbeat tells them of a freeze. */
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(1);

    @Test
    void every_host_is_in_a_pool_and_nothing_begins_until_the_freeze_is_lifted() {
        try (var installation = Installation.start(
                FreezeTest.class, Brokers.best(), new Installation.Size(400, 2, 0, Duration.ofMillis(30)))) {
            var accepted = accepted(installation);
            await("some moves have ended").atMost(MAX_WAIT).until(() -> count(installation, "not open") >= MOVES / 10);

            var frozen = installation.operator().freeze("the network is being replaced");
            assertThat(frozen.status()).isEqualTo(200);
            await("what has begun is placed")
                    .atMost(MAX_WAIT)
                    .until(() -> installation
                                    .operator()
                                    .get("/api/freeze")
                                    .path("under_way")
                                    .asInt()
                            == 0);

            assertThat(count(installation, "open and state not in ('REQUESTED', 'VALIDATED')"))
                    .as("open operations that have begun")
                    .isZero();
            var resting = count(installation, "open");
            assertThat(resting).as("the freeze came in the middle").isBetween(1L, (long) MOVES - 1);
            requireEveryHostPlaced(installation, accepted);
            assertThat(begunAfter(installation, UNTIL_NOTICED))
                    .as("begun although frozen")
                    .isZero();
            assertThat(installation
                            .operator()
                            .ask(accepted.keySet().iterator().next(), null)
                            .problem())
                    .isEqualTo("frozen");

            // Restarted workers find the freeze as well.
            for (var worker : List.copyOf(installation.workers())) {
                worker.kill();
                worker.start().awaitReady();
            }
            assertThat(count(installation, "open")).isEqualTo(resting);

            installation
                    .operator()
                    .unfreeze(frozen.body().path("now").path("number").asLong(), "the network is there");
            installation.awaitNothingOpen(MAX_WAIT);
            assertThat(count(installation, "state <> 'SUCCEEDED'")).isZero();
            installation.requireAllMade(accepted);
            installation.requireWholeHistory();
        }
    }

    private static Map<Move, UUID> accepted(Installation installation) {
        var accepted = new HashMap<Move, UUID>();
        for (var move : installation.cloud().fleet().possibleMoves().subList(0, MOVES)) {
            accepted.put(move, installation.operator().move(move));
        }
        return accepted;
    }

    private static void requireEveryHostPlaced(Installation installation, Map<Move, UUID> accepted) {
        var fleet = installation.cloud().fleet();
        assertThat(accepted.keySet())
                .allSatisfy(move -> assertThat(fleet.host(move.host()).aggregates())
                        .as(move.host())
                        .hasSize(1));
    }

    private static long count(Installation installation, String condition) {
        return installation
                .database()
                .jdbc()
                .sql("select count(*) from operation where " + condition)
                .query(Long.class)
                .single();
    }

    /** Operations whose check ended, so that their removal began, later than that after the freeze. */
    private static long begunAfter(Installation installation, Duration grace) {
        return installation
                .database()
                .jdbc()
                .sql("""
                        select count(*) from audit_entry removed
                        join audit_entry checked on checked.operation_id = removed.operation_id
                                                and checked.seq = removed.seq - 1
                        where removed.step = 'remove host' and checked.step = 'validate'
                          and checked.at > (select max(at) from freeze_entry) + ? * interval '1 millisecond'
                        """)
                .param(grace.toMillis())
                .query(Long.class)
                .single();
    }
}
