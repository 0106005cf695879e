package io.spotmanager.system.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.db.Schema;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.CaughtLaunch;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Launches;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Release;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rolling upgrade from the release before, whose parts are built from git and really run. */
class ReleaseBeforeTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final Duration FOR_GOOD = Duration.ofMinutes(10);
    private static final int MOVES = 20;
    private static final String MIGRATION = "migration-worker";

    /** So that a caught call is waited for until its worker dies; as the release before calls it. */
    private static final String PATIENT = "--SPOT_CLOUD_READ_MILLIS=600000";

    private static Release before;

    private Installation installation;
    private Iterator<Move> possible;
    private final Map<Move, UUID> accepted = new LinkedHashMap<>();

    @BeforeAll
    static void build() {
        before = Release.before();
    }

    @BeforeEach
    void open() {
        installation = Installation.of(
                before,
                ReleaseBeforeTest.class,
                Brokers.best(),
                new Installation.Size(300, 0, 0, Duration.ofMillis(20)));
        possible = installation.cloud().fleet().possibleMoves().iterator();
    }

    @AfterEach
    void close() {
        installation.close();
    }

    private void start(Release release, String module, String worker, String... settings) {
        installation.start(release, module, worker, settings).awaitReady();
    }

    private void upgradeTheSchema() {
        assertThat(new Schema(installation.database().dataSource()).migrate())
                .as("migrations applied under the running parts of the release before")
                .isPositive();
    }

    private void accept(int moves) {
        for (var number = 0; number < moves; number++) {
            var move = possible.next();
            accepted.put(move, installation.operator().move(move));
        }
    }

    /** Accepts moves whose worker waits for an answer that never comes: before and after the effect, of both changes. */
    private void acceptMovesUntilOneIsCaughtBy(String worker) {
        var caught = new HashSet<String>();
        while (!caught.contains(worker)) {
            for (var kind : List.of("hang", "hang-after")) {
                for (var adding : List.of(true, false)) {
                    var move = possible.next();
                    var fault = Fault.of(kind).lasting(FOR_GOOD).once();
                    var operation = caught(
                            adding ? fault.onAdding(move.host()) : fault.onRemoving(move.host()),
                            () -> installation.operator().move(move));
                    accepted.put(move, operation);
                    caught.add(leaseOwner(operation));
                }
            }
        }
    }

    private String leaseOwner(UUID operation) {
        return installation
                .database()
                .jdbc()
                .sql("select name from worker where id = (select leased_by from operation where id = ?)")
                .param(operation)
                .query(String.class)
                .single();
    }

    /** Asks for an operation, and waits until a worker is caught in that fault. */
    private UUID caught(Fault fault, Supplier<UUID> request) {
        installation.cloud().play(1, fault);
        var operation = request.get();
        await("a worker is caught in " + fault)
                .atMost(MAX_WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> installation.cloud().spoiled() == 1);
        installation.cloud().behave();
        return operation;
    }

    private void requireAllMade() {
        installation.awaitNothingOpen(MAX_WAIT);
        installation.requireAllMade(accepted);
    }

    private Set<String> workersOf(UUID operation) {
        return Set.copyOf(installation
                .database()
                .jdbc()
                .sql("select distinct actor from audit_entry where operation_id = ? and actor like 'worker:%'")
                .param(operation)
                .query(String.class)
                .list());
    }

    private void requireWorkOf(String... workers) {
        var actors = accepted.values().stream()
                .flatMap(operation -> workersOf(operation).stream())
                .collect(Collectors.toSet());
        assertThat(actors).containsAll(Stream.of(workers).map("worker:"::concat).toList());
    }

    @Test
    void moves_go_on_while_the_release_before_is_replaced_part_by_part_and_when_this_one_is_taken_back() {
        start(before, MIGRATION, "old", PATIENT);
        start(before, MIGRATION, "old-that-stays", "--SPOT_CLOUD_READ_MILLIS=3000");
        accept(MOVES);
        upgradeTheSchema();
        accept(MOVES);
        acceptMovesUntilOneIsCaughtBy("old");

        start(Release.THIS, MIGRATION, "new", PATIENT);
        installation.replaceGatewayBy(Release.THIS);
        accept(MOVES);
        installation.worker("old").kill();
        acceptMovesUntilOneIsCaughtBy("new");

        // This release is taken back. Its gateway stays: parts of the release before no longer start on this schema.
        installation.worker("new").kill();
        accept(MOVES);
        requireAllMade();
        requireWorkOf("old", "new", "old-that-stays");
    }

    @Test
    void a_launch_that_the_release_before_began_is_ended_from_every_state() {
        installation.cloud().hurry();
        var launches = new Launches(installation, installation.cloud().vendors());
        var hosts = installation.cloud().fleet().launchHosts().iterator();
        start(before, "launch-worker", "old", PATIENT);
        CaughtLaunch.inEachState().forEach((state, fault) -> {
            var operation = caught(
                    fault.lasting(FOR_GOOD).once(),
                    () -> installation.operator().launch(hosts.next(), false));
            assertThat(installation.operator().operation(operation).state()).isEqualTo(state);
        });

        upgradeTheSchema();
        installation.replaceGatewayBy(Release.THIS);
        installation.worker("old").kill();
        start(
                Release.THIS,
                "launch-worker",
                "new",
                "--spot.launch.late-effect-window=1s",
                "--spot.launch.poll.first=200ms");

        installation.awaitNothingOpen(MAX_WAIT);
        assertThat(launches.ends())
                .isEqualTo(Map.of("SUCCEEDED", (long) CaughtLaunch.inEachState().size()));
        launches.requireTruth();
    }
}
