package io.spotmanager.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Client;
import io.spotmanager.system.harness.Demo;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.RealNova;
import io.spotmanager.system.harness.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./spot run} on the cloud in {@code OS_*}, whose hosts this moves about and puts back. It needs a pool {@code X-n3} and an
 * {@code X-n3-spot} with an empty host in one of them, and a server on no network called {@code storage-net}.
 */
@Alone
@EnabledIfEnvironmentVariable(named = "OS_AUTH_URL", matches = "http.*")
class RealCloudTest {
    private static final String STORAGE = "storage-net";
    private static final int FIRST_REFRESHES = 3;
    private static final int REFRESHES = 25;

    private static RealNova nova;
    private static Map<String, List<String>> before;
    private static BoardHouse house;
    private static Client api;

    @BeforeAll
    static void run() {
        nova = new RealNova();
        before = nova.aggregates();
        house = new BoardHouse(Demo.onTheCloudOfTheEnvironment("real", Map.of()));
        api = house.demo().operator();
    }

    @AfterEach
    void putBack() {
        nova.restore(before);
    }

    @AfterAll
    static void end() throws Exception {
        house.close();
        nova.close();
    }

    /** An empty host in the pool for sale on demand of a type that has a spot pool as well. */
    private static Move possible() {
        return before.entrySet().stream()
                .filter(pool -> pool.getKey().endsWith("-n3") && before.containsKey(pool.getKey() + "-spot"))
                .flatMap(pool -> pool.getValue().stream()
                        .filter(host -> nova.serversOn(host).isEmpty())
                        .map(host -> new Move(host, pool.getKey(), pool.getKey() + "-spot")))
                .findFirst()
                .orElseThrow();
    }

    private static OperationView end(UUID operation) {
        Awaitility.await("the end of " + operation)
                .atMost(Board.PATIENCE.multipliedBy(4))
                .until(() -> api.operation(operation).over());
        return api.operation(operation);
    }

    @Test
    void a_host_that_is_dragged_to_spot_is_there_as_nova_says() {
        var move = possible();
        var visitors = new Visitors(house);
        var board = visitors.operator().open(move.gpuType());

        board.drag(move.host(), move.targetAggregate());
        assertThat(board.cart().item(move.host())).containsText("Allowed");
        board.cart().review().send("dragged on a real cloud");

        assertThat(board.card(move.host(), move.targetAggregate())).isVisible();
        assertThat(nova.aggregatesOf(move.host())).containsExactly(move.targetAggregate());
        visitors.leave("dragged", false);
    }

    @Test
    void a_host_moves_there_and_back() {
        var there = possible();
        var back = new Move(there.host(), there.targetAggregate(), there.sourceAggregate());

        assertThat(end(api.move(there)).state()).isEqualTo("SUCCEEDED");
        assertThat(nova.aggregatesOf(there.host())).containsExactly(there.targetAggregate());
        assertThat(end(api.move(back)).state()).isEqualTo("SUCCEEDED");
        assertThat(nova.aggregatesOf(there.host())).containsExactly(there.sourceAggregate());
    }

    @Test
    void a_host_that_nobody_knows_is_refused_and_nothing_is_moved() {
        var stranger = new Move(
                "NO-SUCH-HOST", possible().sourceAggregate(), possible().targetAggregate());
        var answer = api.ask(stranger, null);
        assertThat(answer.accepted() ? end(answer.id()).state() : answer.problem())
                .isIn("REJECTED", "move-refused");
        assertThat(nova.aggregates()).isEqualTo(before);
    }

    @Test
    void every_host_is_in_the_pools_that_nova_says() {
        var types = api.get("/api/gpu-types").path("gpu_types");
        assertThat(types.size()).isPositive();
        for (var type : types) {
            for (var pool : api.get("/api/aggregates/" + type.path("gpu_type").asString())
                    .path("pools")) {
                assertThat(hosts(pool))
                        .as("hosts of %s", pool.path("name").asString())
                        .containsExactlyInAnyOrderElementsOf(
                                before.get(pool.path("name").asString()));
            }
        }
    }

    private static List<String> hosts(JsonNode pool) {
        return StreamSupport.stream(pool.path("hosts").spliterator(), false)
                .map(host -> host.path("hostname").asString())
                .toList();
    }

    @Test
    void a_server_gets_one_interface_on_a_network_however_often_it_is_asked_for() {
        var network = nova.networkId(STORAGE);
        var server = before.values().stream()
                .flatMap(List::stream)
                .flatMap(host -> nova.serversOn(host).stream())
                .filter(each -> nova.interfaces(each, network) == 0)
                .findFirst()
                .orElseThrow();
        try {
            var first = end(api.attach(server, STORAGE));
            var second = end(api.attach(server, STORAGE));

            assertThat(first.state()).as(first.story()).isEqualTo("SUCCEEDED");
            assertThat(second.state()).as(second.story()).isEqualTo("SUCCEEDED");
            assertThat(first.calls("server add network")).isOne();
            assertThat(second.calls("server add network")).isZero();
            assertThat(nova.interfaces(server, network)).isOne();
        } finally {
            nova.detach(server, network);
        }
    }

    @Test
    void the_whole_fleet_is_read_again_within_a_second_of_the_wish_for_it() {
        var times = IntStream.range(0, FIRST_REFRESHES + REFRESHES)
                .mapToObj(number -> refreshed())
                .skip(FIRST_REFRESHES)
                .sorted()
                .toList();
        var middle = times.get(REFRESHES / 2);
        Report.tell(
                RealCloudTest.class,
                "the real cloud was read again in %d ms at the median, %d at best, %d at worst"
                        .formatted(
                                middle.toMillis(),
                                times.getFirst().toMillis(),
                                times.getLast().toMillis()));
        assertThat(middle).isLessThan(Duration.ofSeconds(1));
    }

    private static Duration refreshed() {
        var wished = Instant.now();
        api.refresh();
        Awaitility.await("the fleet was read")
                .atMost(Board.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Instant.parse(
                                api.get("/api/snapshot").path("read_at").asString())
                        .isAfter(wished));
        return Duration.between(wished, Instant.now());
    }
}
