package io.spotmanager.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.db.Schema;
import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Report;
import io.spotmanager.system.harness.Services;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What must hold whichever PostgreSQL and RabbitMQ are used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServicesContract {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final Duration FOR_GOOD = Duration.ofMinutes(2);
    private static final int MOVES = 10;

    private final Map<Move, UUID> accepted = new HashMap<>();
    private Services services;
    private Installation installation;

    /** Starts them; skips the test where they cannot be had. */
    abstract Services start();

    @BeforeAll
    void open() {
        services = start();
        Report.tell(getClass(), "PostgreSQL " + services.database().version());
        installation = Installation.start(getClass(), services, new Installation.Size(400, 2));
    }

    /** Whatever a test broke: every move that was ever accepted is made, and the history is intact. */
    @AfterEach
    void every_accepted_move_was_made() {
        installation.awaitNothingOpen(MAX_WAIT);
        installation.requireAllMade(accepted);
    }

    @AfterAll
    void close() {
        if (installation != null) {
            installation.close();
        }
    }

    /** Asks for that many moves of hosts that no test has moved yet. */
    private Map<Move, UUID> ask(int count) {
        var moves = installation.cloud().fleet().spotMoves().stream()
                .filter(move -> accepted.keySet().stream()
                        .noneMatch(earlier -> earlier.host().equals(move.host())))
                .limit(count)
                .collect(Collectors.toMap(move -> move, installation.operator()::move));
        assertThat(moves).hasSize(count);
        accepted.putAll(moves);
        return moves;
    }

    @Test
    void a_schema_that_is_there_is_left_alone() {
        new Schema(services.database().dataSource()).migrate();

        assertThat(services.database()
                        .jdbc()
                        .sql("select count(*) from flyway_schema_history where not success")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void moves_at_once_are_all_made() {
        ask(MOVES);
    }

    @Test
    void the_move_of_a_killed_worker_is_continued_by_another() {
        var move = installation.cloud().fleet().spotMoves().stream()
                .filter(one -> accepted.keySet().stream()
                        .noneMatch(earlier -> earlier.host().equals(one.host())))
                .findFirst()
                .orElseThrow();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("hang").onAdding(move.host()).lasting(FOR_GOOD).once());
        var operation = installation.operator().move(move);
        accepted.put(move, operation);
        installation.awaitState(operation, "HOST_REMOVED");
        var worker =
                installation.worker(installation.operator().operation(operation).latestWorker());

        worker.kill();

        installation.awaitEnd(operation, MAX_WAIT);
        worker.start().awaitReady();
    }

    @Test
    void a_crash_of_the_database_loses_no_move() {
        ask(MOVES);

        services.database().crash();
        services.database().comeBack();
    }

    @Test
    void a_broker_that_lost_everything_loses_no_move() {
        ask(MOVES);

        ((BreakableBroker) services.broker()).loseEverything();
    }
}
