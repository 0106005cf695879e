package io.spotmanager.system.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.system.harness.Balancer;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each part is stopped and started in turn while moves are asked for and the board reads. */
class RollingRestartTest {
    private static final Duration EVERY = Duration.ofMillis(250);

    /** Longer than it takes until the next preview, so that a stop always meets one that is under way. */
    private static final Duration CLOUD_TAKES = Duration.ofMillis(300);

    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Map<Move, UUID> accepted = new ConcurrentHashMap<>();

    @Test
    void no_request_fails_and_every_move_is_made() throws InterruptedException {
        try (var installation = Installation.start(
                RollingRestartTest.class, Brokers.best(), new Installation.Size(1_200, 2, 0, CLOUD_TAKES))) {
            var another = installation.anotherGateway();
            var inventory = installation.inventory();
            var balancer = new Balancer(installation.gateways());
            var moves = new ConcurrentLinkedQueue<>(installation.cloud().fleet().possibleMoves());
            var previewed = body(moves.remove());
            await("the fleet has been read")
                    .atMost(MAX_WAIT)
                    .until(() ->
                            balancer.send("/api/preview-migration", previewed).statusCode() == 200);
            var parts = List.of(
                    installation.gateway(), another, inventory, installation.worker("one"), installation.worker("two"));
            try (var clock = Executors.newSingleThreadScheduledExecutor();
                    var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
                var asking = clock.scheduleAtFixedRate(
                        () -> {
                            visitors.execute(() -> move(balancer, moves));
                            visitors.execute(() -> read(balancer));
                            visitors.execute(() -> preview(balancer, previewed));
                        },
                        0,
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
                parts.forEach(RollingRestartTest::restart);
                asking.cancel(false);
            }

            assertThat(failed).isEmpty();
            assertThat(accepted).hasSizeGreaterThan(parts.size());
            installation.awaitNothingOpen(MAX_WAIT);
            installation.requireAllMade(accepted);
        }
    }

    private static void restart(Part part) {
        assertThat(part.terminate()).as("exit code of " + part.name()).isIn(0, 143);
        part.start().awaitReady();
    }

    private void move(Balancer balancer, Queue<Move> moves) {
        var move = moves.poll();
        if (move == null) {
            failed.add("there is no host left to move");
            return;
        }
        try {
            var answer = balancer.send("/api/execute-migration", body(move));
            if (answer.statusCode() == 202) {
                accepted.put(
                        move,
                        UUID.fromString(
                                Json.MAPPER.readTree(answer.body()).path("id").asString()));
            } else {
                failed.add("%s: %d %s".formatted(move, answer.statusCode(), answer.body()));
            }
        } catch (IOException | InterruptedException e) {
            failed.add("%s: %s".formatted(move, e));
        }
    }

    private void preview(Balancer balancer, String body) {
        try {
            var answer = balancer.send("/api/preview-migration", body);
            if (answer.statusCode() != 200) {
                failed.add("preview: %d %s".formatted(answer.statusCode(), answer.body()));
            }
        } catch (IOException | InterruptedException e) {
            failed.add("preview: " + e);
        }
    }

    private static String body(Move move) {
        return Json.MAPPER.writeValueAsString(Map.of(
                "host", move.host(),
                "source_aggregate", move.sourceAggregate(),
                "target_aggregate", move.targetAggregate(),
                "acknowledge", move.acknowledge()));
    }

    private void read(Balancer balancer) {
        try {
            var answer = balancer.send("/api/operations?open=true", null);
            if (answer.statusCode() != 200) {
                failed.add("operations: %d %s".formatted(answer.statusCode(), answer.body()));
            }
        } catch (IOException | InterruptedException e) {
            failed.add("operations: " + e);
        }
    }
}
