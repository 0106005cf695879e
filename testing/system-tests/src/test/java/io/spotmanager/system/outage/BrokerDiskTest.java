package io.spotmanager.system.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Alone;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Load;
import io.spotmanager.system.harness.Moments;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The disk of RabbitMQ has no room left under load: it takes no message any more, from anybody. */
@Alone
class BrokerDiskTest {
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** So that moves are under way when the disk is full. */
    private static final Duration CLOUD_TAKES = Duration.ofMillis(300);

    private static final String BEGINS = "The broker takes no messages any more";
    private static final String ENDS = "The broker blocks no connection of this part any more";

    private final Outage outage = Outage.of(6);

    @Test
    void commands_stay_in_the_outbox_and_what_was_under_way_is_acknowledged_all_the_same() {
        var broker = Brokers.node();
        try (var installation = Installation.start(
                        BrokerDiskTest.class, broker, new Installation.Size(400, 2, 0, CLOUD_TAKES));
                var load = Load.of(
                        outage.load(installation.cloud().fleet().possibleMoves()),
                        Outage.BETWEEN_MOVES,
                        installation.operator())) {
            var parts = Stream.concat(Stream.of(installation.gateway()), installation.workers().stream())
                    .toList();
            Moments.pass(outage.before());
            broker.runOutOfDisk();
            await("each part tells it")
                    .atMost(MAX_WAIT)
                    .until(() -> parts.stream().allMatch(part -> told(part, BEGINS) == 1));
            await("what was delivered before is acknowledged")
                    .atMost(MAX_WAIT)
                    .until(() -> broker.unacknowledged() == 0);
            var accepted = load.awaitAllAccepted();
            assertThat(commandsInOutbox(installation)).isPositive();
            broker.haveRoom();

            var watch = Stopwatch.start(BrokerDiskTest.class);
            installation.awaitNothingOpen(MAX_WAIT);
            watch.tell("from RabbitMQ having room again to the end of all %d operations".formatted(accepted.size()));

            installation.requireAllMade(accepted);
            assertThat(load.refusals()).as("commands need no broker").isEmpty();
            assertThat(parts)
                    .allSatisfy(part -> assertThat(List.of(told(part, BEGINS), told(part, ENDS)))
                            .as("how often %s told the beginning and the end", part.name())
                            .containsExactly(1L, 1L));
        }
    }

    private static long told(Part part, String sentence) {
        return part.output().lines().filter(line -> line.contains(sentence)).count();
    }

    private static long commandsInOutbox(Installation installation) {
        return installation
                .database()
                .jdbc()
                .sql("select count(*) from outbox")
                .query(Long.class)
                .single();
    }
}
