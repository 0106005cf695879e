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

/** Every twentieth call fails in each of five ways, on top of one another; {@code -Dspot.moves} sets how many moves. */
class ChaosTest {
    private static final int MOVES = Integer.getInteger("spot.moves", 300);
    private static final int AT_ONCE = 60;
    private static final double PERCENT = 5;
    private static final Duration HANG = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + MOVES);

    private final long seed = Seed.of(ChaosTest.class);
    private final Random random = new Random(seed);

    @Test
    void no_host_is_lost_or_sold_twice_and_every_move_ends() {
        try (var house = Installation.start(
                ChaosTest.class,
                Brokers.best(),
                new Installation.Size(200, 2),
                "--SPOT_CLOUD_READ_MILLIS=600",
                "--SPOT_CLOUD_CALLS_PER_SECOND=200",
                "--spot.migration.settle=2s")) {
            var atFirst = house.cloud().fleet();
            house.cloud()
                    .play(
                            seed,
                            Fault.of("error-before").inPercentOfCalls(PERCENT),
                            Fault.of("error-after").onChanges().inPercentOfCalls(PERCENT),
                            Fault.of("lost-reply").inPercentOfCalls(PERCENT),
                            Fault.of("hang").lasting(HANG).inPercentOfCalls(PERCENT),
                            Fault.of("conflict").onChanges().inPercentOfCalls(PERCENT));

            var asked = askForMoves(house);
            var decisions = decideUntilAllIsOver(house);

            assertThat(house.database().operations()).hasSize(asked);
            tell(house, decisions);
            requireEveryHostInItsPlace(house, atFirst);
            house.requireWholeHistory();
        }
    }

    private int askForMoves(Installation house) {
        var asked = 0;
        while (asked < MOVES) {
            var moves = new java.util.ArrayList<>(house.cloud().fleet().possibleMoves());
            Collections.shuffle(moves, random);
            for (var move : moves.subList(0, Math.min(AT_ONCE, Math.min(moves.size(), MOVES - asked)))) {
                if (house.operator().ask(move, null).accepted()) {
                    asked++;
                }
            }
            await("room for more moves").atMost(PATIENCE).until(() -> house.movingOperations() < AT_ONCE / 2);
        }
        return asked;
    }

    /** Plays the operator, who retries or rolls back without looking, while the cloud goes on failing. */
    private int decideUntilAllIsOver(Installation house) {
        var decisions = 0;
        house.awaitNothingOpen(PATIENCE);
        while (house.openOperations() > 0) {
            for (var id : house.database()
                    .jdbc()
                    .sql("select id from operation where open")
                    .query((row, number) -> row.getObject(1, UUID.class))
                    .list()) {
                house.operator().act(id, random.nextBoolean() ? "retry" : "roll-back");
                decisions++;
            }
            house.awaitNothingOpen(PATIENCE);
        }
        return decisions;
    }

    private static void requireEveryHostInItsPlace(Installation house, FleetView atFirst) {
        var expected = new TreeMap<String, Object>();
        atFirst.hosts().forEach(host -> expected.put(host.host(), host.aggregates()));
        house.database()
                .jdbc()
                .sql("select subject, request ->> 'target_aggregate' from operation where state = 'SUCCEEDED' "
                        + "order by ended_at")
                .query((row, number) -> expected.put(row.getString(1), java.util.List.of(row.getString(2))))
                .list();

        var found = new TreeMap<String, Object>();
        var atLast = house.cloud().fleet();
        atLast.hosts().forEach(host -> found.put(host.host(), host.aggregates()));
        assertThat(found).isEqualTo(expected);
        assertThat(atLast.misplaced()).isEqualTo(atFirst.misplaced());
    }

    private static void tell(Installation house, int decisions) {
        var ends = house
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
                        .formatted(house.cloud().spoiled(), ends, decisions));
    }
}
