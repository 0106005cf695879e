package io.spotmanager.system.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.CommandLine;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person, or a script, at a shell. */
@Timeout(180)
class CommandLineTest {
    private static Installation installation;
    private static CommandLine operator;
    private static Iterator<Move> moves;

    @BeforeAll
    static void open() {
        installation = Installation.start(
                CommandLineTest.class,
                Brokers.best(),
                new Installation.Size(60, 1),
                "--spot.migration.late-effect-window=1s");
        installation.inventory();
        operator = new CommandLine(installation.gateway().address(), "operator");
        moves = installation.cloud().fleet().spotMoves().stream()
                .filter(move -> installation.cloud().fleet().host(move.host()).empty())
                .iterator();
        await("the first snapshot")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        !operator.say("hosts", "--json").json().path("items").isEmpty());
    }

    @AfterAll
    static void close() throws Exception {
        operator.close();
        installation.close();
    }

    private static CommandLine.Running moving(Move move) {
        return operator.start("move", move.host(), "--to", move.targetAggregate(), "--reason", "test", "--wait");
    }

    @Test
    void a_move_ends_with_0_when_the_host_is_where_it_was_sent() {
        var move = moves.next();

        var said = moving(move).end();

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("migration %s: SUCCEEDED".formatted(move.host()));
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    @Test
    void one_that_needs_a_person_ends_with_6_and_is_decided_with_what_is_offered() {
        var move = moves.next();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("hang")
                                .onAdding(move.host())
                                .lasting(Duration.ofSeconds(1))
                                .once());
        var before = installation.cloud().spoiled();
        var running = moving(move).awaitError("accepted as operation");
        await("the add").until(() -> installation.cloud().spoiled() > before);
        installation.cloud().strangerAdds(move.host(), move.elsewhere());

        var said = running.end();

        assertThat(said.code()).as(said.err()).isEqualTo(6);
        var id = operator.say("ops", "--host", move.host(), "--json")
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(operator.say("decide", id).out()).contains("spot decide %s adopt".formatted(id));
        var decided = operator.say("decide", id.substring(0, 18), "adopt", "--reason", "it may stay there", "--wait");
        assertThat(decided.code()).as(decided.err()).isNotEqualTo(6);
        assertThat(installation
                        .operator()
                        .operation(java.util.UUID.fromString(id))
                        .over())
                .isTrue();
        assertThat(operator.say("op", id).out()).contains("it may stay there");
    }

    @Test
    void ctrl_c_leaves_the_operation_to_itself_and_says_how_to_go_on() {
        var move = moves.next();
        installation
                .cloud()
                .play(
                        1,
                        Fault.of("hang")
                                .onAdding(move.host())
                                .lasting(Duration.ofSeconds(3))
                                .once());

        var said =
                moving(move).awaitError("migration " + move.host()).interrupt().end();

        assertThat(said.code()).isEqualTo(130);
        var id = operator.say("ops", "--host", move.host(), "--json")
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(said.err()).contains("Operation %s goes on. Watch it with: spot op %1$s --wait".formatted(id));
        var watched = operator.say("op", id, "--wait");
        assertThat(watched.code()).as(watched.err()).isZero();
        assertThat(installation.cloud().poolsOf(move.host())).containsExactly(move.targetAggregate());
    }

    @Test
    void a_plan_of_a_file_is_followed_to_its_end() throws IOException {
        var one = moves.next();
        var two = moves.next();
        var file = operator.folder().resolve("moves.csv");
        Files.writeString(
                file,
                "host,source_aggregate,target_aggregate\n%s,%s,%s\n%s,%s,%s\n"
                        .formatted(
                                one.host(),
                                one.sourceAggregate(),
                                one.targetAggregate(),
                                two.host(),
                                two.sourceAggregate(),
                                two.targetAggregate()));

        var said = operator.say("plan", "apply", file.toString(), "--yes", "--reason", "test");

        assertThat(said.code()).as(said.err() + said.out()).isZero();
        assertThat(said.out()).contains("2 succeeded");
        assertThat(installation.cloud().poolsOf(two.host())).containsExactly(two.targetAggregate());
    }

    @Test
    void a_dry_run_changes_nothing() {
        var move = moves.next();
        var before = installation.cloud().poolsOf(move.host());

        var said = operator.say("move", move.host(), "--to", move.targetAggregate(), "--dry-run");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("openstack aggregate remove host");
        assertThat(installation.cloud().poolsOf(move.host())).isEqualTo(before);
    }

    @Test
    void who_may_not_move_ends_with_4_and_who_may_not_verify_too() {
        try (var viewer = new CommandLine(installation.gateway().address(), "viewer")) {
            var move = moves.next();

            assertThat(viewer.say("move", move.host(), "--to", move.targetAggregate())
                            .code())
                    .isEqualTo(4);
            assertThat(viewer.say("audit", "verify").code()).isEqualTo(4);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        try (var admin = new CommandLine(installation.gateway().address(), "admin")) {
            var said = admin.say("audit", "verify");
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains("intact");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void doctor_says_what_it_sees_of_the_gateway() {
        var said = operator.say("doctor");

        assertThat(said.out())
                .contains("ok    address", "ok    clock", "ok    release", "ok    log-in", "ok    freeze");
    }

    /** What a cache of classes is for. The fastest of several, so that what else the machine does counts little. */
    @Test
    void with_a_cache_of_its_classes_it_starts_faster() {
        var cache = operator.folder().resolve("cli.aot");
        operator.start(java.util.List.of("-XX:AOTCacheOutput=" + cache), "ops").end();
        var usual = Long.MAX_VALUE;
        var cached = Long.MAX_VALUE;
        for (var round = 0; round < 7; round++) {
            usual = Math.min(usual, nanos());
            cached = Math.min(cached, nanos("-XX:AOTCache=" + cache));
        }
        System.out.printf("start: %.2f of the time without a cache%n", (double) cached / usual);
        assertThat(cached).isLessThan(usual);
    }

    private static long nanos(String... options) {
        var begin = System.nanoTime();
        assertThat(operator.start(java.util.List.of(options), "ops").end().code())
                .isZero();
        return System.nanoTime() - begin;
    }
}
