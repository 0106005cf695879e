package io.spotmanager.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.FleetView;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Seed;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Five kinds of faults at once, each in every twentieth call. {@code -Dspot.moves} sets the number of moves. */
class ChaosTest {
    private static final int MOVES = Integer.getInteger("spot.moves", 300);
    private static final int AT_ONCE = 60;
    private static final double PERCENT = 5;
    private static final Duration HANG = Duration.ofSeconds(1);
    private static final Duration MAX_WAIT = Duration.ofSeconds(60 + MOVES);

    private final long seed = Seed.of(ChaosTest.class);
    private final Random random = new Random(seed);

    @Test
    void no_host_is_lost_or_sold_twice_and_every_move_ends() {
        try (var installation = Installation.start(
                ChaosTest.class,
                Brokers.best(),
                new Installation.Size(200, 2),
                "--SPOT_CLOUD_READ_TIMEOUT=600ms",
                "--SPOT_CLOUD_CALLS_PER_SECOND=200",
                "--spot.migration.late-effect-window=2s")) {
            var atFirst = installation.cloud().fleet();
            installation
                    .cloud()
                    .play(
                            seed,
                            Fault.of("error-before").inPercentOfCalls(PERCENT),
                            Fault.of("error-after").onChanges().inPercentOfCalls(PERCENT),
                            Fault.of("lost-reply").inPercentOfCalls(PERCENT),
                            Fault.of("hang").lasting(HANG).inPercentOfCalls(PERCENT),
                            Fault.of("conflict").onChanges().inPercentOfCalls(PERCENT));

            var asked = askForMoves(installation);
            var decisions = decideUntilAllIsOver(installation);

            assertThat(installation.database().operations()).hasSize(asked);
            tell(installation, decisions);
            requireEveryHostInItsPlace(installation, atFirst);
            installation.requireWholeHistory();
        }
    }

    private int askForMoves(Installation installation) {
        var asked = 0;
        while (asked < MOVES) {
            var moves = new java.util.ArrayList<>(installation.cloud().fleet().possibleMoves());
            Collections.shuffle(moves, random);
            for (var move : moves.subList(0, Math.min(AT_ONCE, Math.min(moves.size(), MOVES - asked)))) {
                if (installation.operator().ask(move, null).accepted()) {
                    asked++;
                }
            }
            await("room for more moves").atMost(MAX_WAIT).until(() -> installation.movingOperations() < AT_ONCE / 2);
        }
        return asked;
    }

    /** Acts as an operator who retries or rolls back blindly, while the cloud goes on failing. */
    private int decideUntilAllIsOver(Installation installation) {
        var decisions = 0;
        installation.awaitNothingOpen(MAX_WAIT);
        while (installation.openOperations() > 0) {
            for (var id : installation
                    .database()
                    .jdbc()
                    .sql("select id from operation where open")
                    .query((row, number) -> row.getObject(1, UUID.class))
                    .list()) {
                installation.operator().act(id, random.nextBoolean() ? "retry" : "roll-back");
                decisions++;
            }
            installation.awaitNothingOpen(MAX_WAIT);
        }
        return decisions;
    }

    private static void requireEveryHostInItsPlace(Installation installation, FleetView atFirst) {
        var expected = new TreeMap<String, Object>();
        atFirst.hosts().forEach(host -> expected.put(host.host(), host.aggregates()));
        installation
                .database()
                .jdbc()
                .sql("select subject, request ->> 'target_aggregate' from operation where state = 'SUCCEEDED' "
                        + "order by ended_at")
                .query((row, number) -> expected.put(row.getString(1), java.util.List.of(row.getString(2))))
                .list();

        var found = new TreeMap<String, Object>();
        var atLast = installation.cloud().fleet();
        atLast.hosts().forEach(host -> found.put(host.host(), host.aggregates()));
        assertThat(found).isEqualTo(expected);
        assertThat(atLast.misplaced()).isEqualTo(atFirst.misplaced());
    }

    private static void tell(Installation installation, int decisions) {
        var ends = installation
                .database()
                .jdbc()
                .sql("select state || ' ' || count(*) from operation group by state order by 1")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.joining(", "));
        Report.tell(
                ChaosTest.class,
                "%d calls spoiled, %s, %d operator's decisions"
                        .formatted(installation.cloud().spoiled(), ends, decisions));
    }
}
