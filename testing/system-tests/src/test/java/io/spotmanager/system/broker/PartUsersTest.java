package io.spotmanager.system.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.PartUsers;
import io.spotmanager.system.harness.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each part logs in to the broker as its own user, with the permissions that the Compose file gives it. */
@Timeout(300)
class PartUsersTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final List<String> MODULES =
            List.of("api-gateway", "migration-worker", "launch-worker", "inventory-worker");
    private static final int ACCESS_REFUSED = 403;

    private static PartUsers broker;
    private static Installation installation;
    private static Part launcher;
    private static Part inventory;
    private static final Map<String, Connection> connections = new HashMap<>();

    @BeforeAll
    static void an_installation_with_every_part() throws IOException, TimeoutException {
        broker = Brokers.withUsersOfTheParts();
        installation = Installation.start(PartUsersTest.class, broker, new Installation.Size(100, 1));
        launcher = installation
                .start(Release.THIS, "launch-worker", "launcher", "--spot.launch.poll.first=200ms")
                .awaitReady();
        inventory = installation.inventory();
        for (var module : MODULES) {
            var factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(broker.port());
            factory.setUsername(PartUsers.userOf(module));
            factory.setPassword(PartUsers.passwordOf(PartUsers.userOf(module)));
            connections.put(module, factory.newConnection(module));
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (var connection : connections.values()) {
            connection.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void every_part_does_its_work_as_its_own_user() {
        installation.cloud().hurry();
        var operator = installation.operator();
        var fleet = installation.cloud().fleet();
        try (var listening = operator.listen()) {
            await("the greeting").atMost(MAX_WAIT).until(listening::isGreeted);
            var move = operator.move(fleet.spotMoves().getFirst());
            var launch = operator.launch(fleet.launchHosts().getFirst(), false);

            assertThat(installation.awaitEnd(move, MAX_WAIT).state()).isEqualTo("SUCCEEDED");
            var launched = installation.awaitEnd(launch, MAX_WAIT);
            assertThat(launched.state()).as(launched.story()).isEqualTo("SUCCEEDED");
            await("the gateway hears of it")
                    .atMost(MAX_WAIT)
                    .until(() -> listening.statesOf(launch).contains("SUCCEEDED"));
        }
        var wanted = fleet.spotMoves().get(1);
        ends("SUCCEEDED", operator.withdraw(wanted.host(), wanted.sourceAggregate()));
        ends("SUCCEEDED", operator.place(wanted.host(), wanted.targetAggregate()));
        ends("SUCCEEDED", operator.drain(wanted.host(), wanted.targetAggregate(), wanted.sourceAggregate()));
        var host = fleet.launchHosts().getFirst();
        assertThat(operator.previewRetirement(host).path("allowed").asBoolean())
                .as("the preview of a retirement: %s", operator.previewRetirement(host))
                .isTrue();
        ends("SUCCEEDED", operator.retire(host));
        assertThat(operator.showServers("nobody-named-this").status())
                .as("a question and its answer")
                .isEqualTo(404);
        operator.refresh();
        await("a message for the inventory worker was read")
                .atMost(MAX_WAIT)
                .untilAsserted(() -> assertThat(messages("spot.inventory")).isZero());
        for (var part : List.of(installation.gateway(), installation.worker("one"), launcher, inventory)) {
            assertThat(part.output()).as(part.name()).doesNotContainIgnoringCase("access_refused", "access refused");
            assertThat(part.output()).as(part.name()).doesNotContain("keeps no stream", "FATAL");
        }
    }

    private static void ends(String state, UUID operation) {
        var ended = installation.awaitEnd(operation, MAX_WAIT);
        assertThat(ended.state()).as(ended.story()).isEqualTo(state);
    }

    private static long messages(String queue) throws IOException, TimeoutException {
        try (var channel = channel("inventory-worker")) {
            return channel.messageCount(queue);
        }
    }

    private static Channel channel(String module) throws IOException {
        return Objects.requireNonNull(
                Objects.requireNonNull(connections.get(module)).createChannel());
    }

    @ParameterizedTest
    @CsvSource({
        "api-gateway,      spot.dead-letters",
        "api-gateway,      spot.inventory",
        "api-gateway,      spot.questions.inventory",
        "migration-worker, spot.commands.launch",
        "migration-worker, spot.commands.attach-network",
        "migration-worker, spot.commands.attach-firewall",
        "migration-worker, spot.inventory",
        "migration-worker, spot.questions.inventory",
        "migration-worker, spot.dead-letters",
        "launch-worker,    spot.commands.migration",
        "launch-worker,    spot.inventory",
        "launch-worker,    spot.questions.inventory",
        "launch-worker,    spot.dead-letters",
        "inventory-worker, spot.commands.migration",
        "inventory-worker, spot.commands.launch",
        "inventory-worker, spot.dead-letters"
    })
    void a_part_neither_reads_nor_deletes_the_queues_of_others(String module, String queue) throws IOException {
        assertRefused(module, channel -> channel.basicGet(queue, false));
        assertRefused(module, channel -> channel.basicConsume(queue, (_, _) -> {}, _ -> {}));
        assertRefused(module, channel -> channel.queuePurge(queue));
        if (!queue.equals("spot.dead-letters")) { // which every part declares
            assertRefused(module, channel -> channel.queueDelete(queue));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api-gateway,      ''",
        "api-gateway,      amq.topic",
        "api-gateway,      spot.answers",
        "migration-worker, ''",
        "migration-worker, amq.direct",
        "migration-worker, spot.questions",
        "launch-worker,    spot.answers",
        "inventory-worker, spot.questions",
        "launch-worker,    ''",
        "launch-worker,    amq.fanout",
        "inventory-worker, ''",
        "inventory-worker, spot.dead"
    })
    void a_part_publishes_to_its_exchanges_alone(String module, String exchange) throws IOException {
        assertRefused(module, channel -> {
            channel.confirmSelect();
            channel.basicPublish(exchange, "spot.commands.migration", null, new byte[0]);
            channel.waitForConfirms();
        });
    }

    @ParameterizedTest
    @CsvSource({"api-gateway", "migration-worker", "launch-worker", "inventory-worker"})
    void a_part_declares_nothing_else(String module) throws IOException {
        assertRefused(module, channel -> channel.queueDeclare("another", true, false, false, null));
        assertRefused(module, channel -> channel.exchangeDeclare("another", "topic"));
        assertRefused(module, channel -> channel.exchangeDelete("amq.topic"));
    }

    private interface Use {
        void of(Channel channel) throws Exception;
    }

    private static void assertRefused(String module, Use use) throws IOException {
        var channel = channel(module);
        var reason = refusal(channel, use);

        assertThat(reason).as("the answer to %s", module).startsWith(ACCESS_REFUSED + " ACCESS_REFUSED");
        assertThat(channel.isOpen()).isFalse();
    }

    /** Returns the code and the text with which the broker has closed the channel. */
    private static String refusal(Channel channel, Use use) {
        try {
            use.of(channel);
        } catch (IOException e) {
            return e.getCause() instanceof ShutdownSignalException signal ? reason(signal) : String.valueOf(e);
        } catch (AlreadyClosedException e) {
            return reason(e);
        } catch (ShutdownSignalException e) {
            return reason(e);
        } catch (Exception e) {
            return String.valueOf(e);
        }
        return "nothing was refused";
    }

    private static String reason(ShutdownSignalException signal) {
        return signal.getReason() instanceof com.rabbitmq.client.AMQP.Channel.Close close
                ? close.getReplyCode() + " " + close.getReplyText()
                : String.valueOf(signal.getReason());
    }
}
