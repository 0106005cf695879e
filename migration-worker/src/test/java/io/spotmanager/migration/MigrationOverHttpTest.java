package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.ROLLED_BACK;
import static io.spotmanager.migration.MigrationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflow with the real OpenStack client on the simulated cloud, whose calls go wrong as the script says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationOverHttpTest {
    private static final String SOURCE = "L40-n3-spot";
    private static final String TARGET = "L40-n3";
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final SimulatedNova nova = new SimulatedNova();
    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(MigrationTable.WORKFLOW);

    @AfterAll
    void stop() {
        nova.close();
        stage.close();
    }

    @BeforeEach
    void everything_is_in_order() {
        nova.reset();
        stage.clear();
    }

    @Test
    void a_move_is_two_changes_and_ends_in_the_target() {
        var host = nova.emptyHostOf(SOURCE);

        move(host, PATIENCE).goesOn().isIn(SUCCEEDED);

        assertThat(nova.poolsOf(host)).containsExactly(TARGET);
        assertThat(nova.changes()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} on {1}, {2} times: {3} after {4} changes, host in {5}")
    @CsvSource(delimiter = '|', textBlock = """
            # what goes wrong  | when it     | times | the move ends | changes sent | host ends in
            error-before       | remove_host |   1   | SUCCEEDED     |   3          | L40-n3
            error-before       | add_host    |   1   | SUCCEEDED     |   3          | L40-n3
            error-after        | remove_host |   1   | SUCCEEDED     |   2          | L40-n3
            error-after        | add_host    |   1   | SUCCEEDED     |   2          | L40-n3
            lost-reply         | remove_host |   1   | SUCCEEDED     |   2          | L40-n3
            lost-reply         | add_host    |   1   | SUCCEEDED     |   2          | L40-n3
            hang               | remove_host |   1   | SUCCEEDED     |   3          | L40-n3
            hang               | add_host    |   1   | SUCCEEDED     |   3          | L40-n3
            hang-after         | remove_host |   1   | SUCCEEDED     |   2          | L40-n3
            hang-after         | add_host    |   1   | SUCCEEDED     |   2          | L40-n3
            html-503           | remove_host |   2   | SUCCEEDED     |   4          | L40-n3
            html-503           | add_host    |   2   | SUCCEEDED     |   4          | L40-n3
            too-many-requests  | remove_host |   1   | SUCCEEDED     |   3          | L40-n3
            too-many-requests  | add_host    |   2   | SUCCEEDED     |   4          | L40-n3
            conflict           | remove_host |   1   | SUCCEEDED     |   3          | L40-n3
            conflict           | remove_host |   3   | ROLLED_BACK   |   3          | L40-n3-spot
            conflict           | add_host    |   1   | ROLLED_BACK   |   3          | L40-n3-spot
            error-before       | remove_host |   3   | ROLLED_BACK   |   3          | L40-n3-spot
            error-before       | add_host    |   3   | ROLLED_BACK   |   5          | L40-n3-spot
            html-503           | add_host    |   3   | ROLLED_BACK   |   5          | L40-n3-spot
            """)
    void whatever_goes_wrong_with_a_change_the_host_ends_in_exactly_one_pool(
            String fault, String change, int times, MigrationState end, long changes, String pool) {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"rules": [{"match": {"method": "POST", "path": "/action$", "body": "%s"}, "fault": "%s", "times": %d, "millis": 600}]}
                """.formatted(change, fault, times));

        move(host, PATIENCE).goesOnAsFarAsItCan().isIn(end);

        assertThat(nova.poolsOf(host)).containsExactly(pool);
        // Nova's own log tells of a call once it is over, also of one that its client has given up.
        await().untilAsserted(() -> assertThat(nova.changes()).isEqualTo(changes));
    }

    @ParameterizedTest(name = "{0} on every other look")
    @ValueSource(strings = {"error-before", "lost-reply", "html-503", "conflict"})
    void looks_that_go_wrong_delay_a_move_and_spoil_nothing(String fault) {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"seed": 7, "rules": [{"match": {"method": "GET"}, "fault": "%s", "probability": 0.3}]}
                """.formatted(fault));

        endsInExactlyOnePool(move(host, PATIENCE).goesOnAsFarAsItCan(), host);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void on_a_day_when_a_third_of_all_calls_goes_wrong_no_host_is_lost_or_sold_twice(long seed) {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"seed": %d, "rules": [
                  {"match": {"path": "/v2.1/"}, "fault": "error-after", "probability": 0.1},
                  {"match": {"path": "/v2.1/"}, "fault": "lost-reply", "probability": 0.1},
                  {"match": {"path": "/v2.1/"}, "fault": "html-503", "probability": 0.1},
                  {"match": {"path": "/v2.1/"}, "fault": "error-before", "probability": 0.1}]}
                """.formatted(seed));

        endsInExactlyOnePool(move(host, Duration.ofSeconds(5)).goesOnAsFarAsItCan(), host);
    }

    /** By itself, or by the roll-back of an operator on a better day. */
    private void endsInExactlyOnePool(OperationScenario move, String host) {
        nova.noMoreFaults();
        if (move.state().equals(NEEDS_OPERATOR.name())) {
            move.isTold(Signal.ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        }
        assertThat(nova.poolsOf(host)).containsExactly(move.state().equals(SUCCEEDED.name()) ? TARGET : SOURCE);
    }

    private OperationScenario move(String host, Duration patience) {
        return stage.accepted(
                host,
                new MoveRequest(host, SOURCE, TARGET, Set.of()),
                MigrationWorkflow.on(
                        nova.client(patience), PoolNaming.STANDARD, StepDialogue.SETTLE, InstantSource.system()));
    }
}
