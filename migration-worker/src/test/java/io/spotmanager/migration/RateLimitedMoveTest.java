package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cloud that limits the rate of requests says so, and how long to wait: that is no failure of a move. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitedMoveTest {
    private static final String SOURCE = "L40-n3-spot";
    private static final String TARGET = "L40-n3";

    private final SimulatedNova nova = new SimulatedNova();
    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(MigrationTable.WORKFLOW);
    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final InstantSource clock = now::get;

    @AfterAll
    void stop() {
        nova.close();
        stage.close();
    }

    @BeforeEach
    void everything_is_in_order() {
        nova.reset();
        stage.clear();
        now.set(Instant.now());
    }

    @ParameterizedTest(name = "{0} on {1} {2}")
    @CsvSource({
        "over-limit,        POST, remove_host",
        "over-limit,        POST, add_host",
        "too-many-requests, POST, remove_host",
        "too-many-requests, POST, add_host",
    })
    void a_move_waits_for_as_long_as_it_is_asked_to_and_sends_nothing_before(String fault, String method, String body) {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"rules": [{"match": {"method": "%s", "path": "/action$", "body": "%s"}, "fault": "%s", "times": 1, "millis": 2000}]}
                """.formatted(method, body, fault));

        var move = move(host).goesOn();

        move.because("Nova asked to wait 2 s (");
        var sent = nova.changes();
        move.goesOn().goesOn().goesOn().goesOn();
        now.updateAndGet(time -> time.plusMillis(1900));
        move.goesOn();
        assertThat(nova.changes()).isEqualTo(sent);

        now.updateAndGet(time -> time.plusMillis(200));
        move.goesOn().isIn(SUCCEEDED);
        assertThat(nova.poolsOf(host)).containsExactly(TARGET);
        assertThat(nova.changes()).isEqualTo(3);
    }

    @Test
    void a_cloud_that_asks_for_waits_for_ever_reaches_a_person() {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"rules": [{"match": {"method": "POST", "path": "/action$", "body": "add_host"}, "fault": "over-limit", "millis": 1000}]}
                """);
        var move = move(host);

        for (var times = 0; times < 60 && !move.state().equals(NEEDS_OPERATOR.name()); times++) {
            move.goesOn();
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(61)));
        }

        move.isIn(NEEDS_OPERATOR).because("Nova asked to wait 1 s");
        assertThat(nova.poolsOf(host)).isEmpty();
    }

    @Test
    void however_often_it_is_asked_to_wait_no_roll_back_comes_of_it() {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"rules": [{"match": {"method": "POST", "path": "/action$", "body": "add_host"}, "fault": "over-limit", "times": 12, "millis": 1000}]}
                """);
        var move = move(host);

        for (var times = 0; times < 13; times++) {
            move.goesOn();
            now.updateAndGet(time -> time.plusMillis(1100));
        }

        move.isIn(SUCCEEDED);
    }

    @Test
    void a_keystone_that_asks_to_wait_before_it_gives_a_token_delays_a_move_and_spoils_nothing() {
        var host = nova.emptyHostOf(SOURCE);
        nova.faults("""
                {"rules": [{"match": {"path": "/auth/tokens"}, "fault": "too-many-requests", "times": 1, "millis": 7000}]}
                """);

        var move = move(host).goesOn().goesOn().goesOn().goesOn();
        move.because("Keystone asked to wait 7 s (");
        now.updateAndGet(time -> time.plusMillis(6900));
        move.goesOn();
        assertThat(nova.calls("POST", "/auth/tokens")).isEqualTo(1);

        now.updateAndGet(time -> time.plusMillis(200));
        move.goesOn().isIn(SUCCEEDED);
    }

    private OperationScenario move(String host) {
        return stage.accepted(
                host,
                new MoveRequest(host, SOURCE, TARGET, Set.of()),
                MigrationWorkflow.on(
                        nova.client(Duration.ofSeconds(5), clock.withZone(ZoneOffset.UTC)),
                        PoolNaming.STANDARD,
                        StepDialogue.SETTLE,
                        InstantSource.system()));
    }
}
