package io.spotmanager.workflow.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.fixture.InterceptedDatabase;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.ReturnedMessage;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(30)
class OutboxRelayTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InterceptedDatabase own = new InterceptedDatabase(database.source());
    private final Broker broker = new Broker();
    private final OutboxRelay dispatcher = new OutboxRelay(
            new Outbox(JdbcClient.create(own)), new ConfirmedPublisher(broker, InstantSource.system()), threads);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private enum Behaviour {
        CONFIRMS,
        REFUSES,
        RETURNS_AND_CONFIRMS,
        IS_AWAY,
        SAYS_NOTHING
    }

    /** A broker as far as a publisher can tell. */
    private static final class Broker extends RabbitTemplate {
        private final List<String> received = new CopyOnWriteArrayList<>();
        private volatile Function<String, Behaviour> behaviour = body -> Behaviour.CONFIRMS;

        @Override
        public void send(
                @Nullable String exchange,
                @Nullable String routingKey,
                Message message,
                @Nullable CorrelationData correlation) {
            var body = new String(message.getBody(), StandardCharsets.UTF_8);
            var future = java.util.Objects.requireNonNull(correlation).getFuture();
            switch (behaviour.apply(body)) {
                case CONFIRMS -> {
                    received.add(exchange + "/" + routingKey + "/" + body);
                    future.complete(new CorrelationData.Confirm(true, null));
                }
                case REFUSES -> future.complete(new CorrelationData.Confirm(false, "queue is full"));
                case RETURNS_AND_CONFIRMS -> {
                    correlation.setReturned(new ReturnedMessage(message, 312, "NO_ROUTE", "spot.commands", "move"));
                    future.complete(new CorrelationData.Confirm(true, null));
                }
                case IS_AWAY -> throw new AmqpConnectException(new java.net.ConnectException("refused"));
                case SAYS_NOTHING -> {
                    // nor ever will
                }
            }
        }
    }

    private record Row(long id, UUID operation) {}

    private static Row command() {
        var operation = UUID.randomUUID();
        return new Row(
                database.jdbc()
                        .sql("insert into outbox (operation_id, route, available_at)"
                                + " values (?, 'move', now()) returning id")
                        .param(operation)
                        .query(Long.class)
                        .single(),
                operation);
    }

    private static AcceptedCommand accepted(Row row) {
        var command = new Command("move", "gpu-1", Json.MAPPER.createObjectNode(), "ann", null, null);
        return new AcceptedCommand(row.operation(), command, null, Instant.EPOCH, null);
    }

    private static List<Long> left() {
        return database.jdbc()
                .sql("select id from outbox order by id")
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    private static void theyComeUpAgain() {
        database.jdbc().sql("update outbox set available_at = now()").update();
    }

    @Test
    void what_the_broker_confirmed_goes() {
        var row = command();

        dispatcher.relay();

        assertThat(left()).isEmpty();
        assertThat(broker.received)
                .containsExactly("spot.commands/move/{\"operation_id\":\"%s\"}".formatted(row.operation()));
    }

    @Test
    void what_the_broker_did_not_take_stays_and_is_brought_again() {
        for (var behaviour : List.of(Behaviour.REFUSES, Behaviour.RETURNS_AND_CONFIRMS, Behaviour.IS_AWAY)) {
            var row = command();
            broker.behaviour = body -> behaviour;
            dispatcher.relay();
            assertThat(left()).describedAs(behaviour.name()).containsExactly(row.id());

            broker.behaviour = body -> Behaviour.CONFIRMS;
            theyComeUpAgain();
            dispatcher.relay();
            assertThat(left()).describedAs(behaviour.name()).isEmpty();
        }
    }

    @Test
    void one_command_that_is_refused_does_not_keep_the_others() {
        var good = command();
        var bad = command();
        broker.behaviour = body -> body.contains(bad.operation().toString()) ? Behaviour.REFUSES : Behaviour.CONFIRMS;

        dispatcher.relay();

        assertThat(left()).containsExactly(bad.id());
        assertThat(broker.received)
                .singleElement()
                .asString()
                .contains(good.operation().toString());
    }

    @Test
    void a_broker_that_never_answers_holds_the_relay_up_only_for_a_while() {
        var row = command();
        broker.behaviour = body -> Behaviour.SAYS_NOTHING;

        dispatcher.relay();

        assertThat(left()).containsExactly(row.id());
    }

    @Test
    void more_than_one_round_holds_is_brought_in_one_go() {
        database.jdbc()
                .sql("insert into outbox (operation_id, route, available_at)"
                        + " select gen_random_uuid(), 'move', now() from generate_series(1, 1200)")
                .update();

        dispatcher.relay();

        assertThat(left()).isEmpty();
        assertThat(broker.received).hasSize(1_200);
    }

    @Test
    void the_fast_path_publishes_and_forgets_soon() {
        var row = command();

        dispatcher.dispatch(row.id(), accepted(row));

        await().atMost(Duration.ofSeconds(5)).until(() -> left().isEmpty());
        assertThat(broker.received).hasSize(1);
    }

    @Test
    void commands_that_the_broker_took_in_one_moment_share_a_removal() {
        var rows = Stream.generate(OutboxRelayTest::command).limit(20).toList();
        var removals = new AtomicInteger();
        own.before(sql -> removals.addAndGet(sql.contains("delete from outbox") ? 1 : 0));

        rows.forEach(row -> dispatcher.dispatch(row.id(), accepted(row)));

        await().atMost(Duration.ofSeconds(5)).until(() -> left().isEmpty());
        assertThat(removals).hasValueBetween(1, 10);
    }

    /** What a message says is read in the statement that takes its row: it may not cost one of its own. */
    @Test
    void the_relay_needs_two_statements_for_all_due_commands_and_the_fast_path_one() {
        var statements = new AtomicInteger();
        database.accepted("gpu-1");
        database.accepted("gpu-2");
        theyComeUpAgain();
        own.before(sql -> statements.incrementAndGet());
        dispatcher.relay();

        assertThat(broker.received).hasSize(2).allMatch(command -> command.contains("\"requested_by\":\"ann\""));
        assertThat(statements).hasValue(2);

        var row = command();
        dispatcher.dispatch(row.id(), accepted(row));
        await().atMost(Duration.ofSeconds(5)).until(() -> left().isEmpty());
        assertThat(statements).hasValue(3);
    }

    @Test
    void a_fast_path_that_fails_leaves_the_command_to_the_relay() {
        var row = command();
        broker.behaviour = body -> Behaviour.IS_AWAY;
        dispatcher.dispatch(row.id(), accepted(row));

        broker.behaviour = body -> Behaviour.IS_AWAY;
        dispatcher.relay();
        assertThat(left()).containsExactly(row.id());

        broker.behaviour = body -> Behaviour.CONFIRMS;
        theyComeUpAgain();
        dispatcher.relay();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_database_that_is_away_is_no_reason_to_stop_and_a_published_command_may_come_twice() {
        var row = command();
        own.goesAway();
        dispatcher.relay();
        own.comesBack();
        own.refusesOnce("delete from outbox");
        dispatcher.relay();
        assertThat(left()).containsExactly(row.id());

        theyComeUpAgain();
        dispatcher.relay();

        assertThat(left()).isEmpty();
        assertThat(broker.received).hasSize(2);
    }
}
