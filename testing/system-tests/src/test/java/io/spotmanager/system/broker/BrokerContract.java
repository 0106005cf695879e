package io.spotmanager.system.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.questions.Question;
import io.spotmanager.system.harness.BreakableBroker;
import io.spotmanager.system.harness.Moments;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** The promises of a broker that the kernel needs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerContract {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration TIME_FOR_ONE_TOO_MANY = Duration.ofMillis(500);
    private static final int PREFETCH = 3;

    private final Queue<UUID> arrived = new ConcurrentLinkedQueue<>();
    private @Nullable BreakableBroker broker;
    private KernelMessaging messaging;

    /** Starts the broker of all tests of the class; skips them where there is none. */
    abstract BreakableBroker start();

    final BreakableBroker broker() {
        return Objects.requireNonNull(broker);
    }

    @BeforeAll
    void open() {
        broker = start();
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void sitDown() {
        arrived.clear();
        messaging = new KernelMessaging(broker());
        messaging.forgetEverything();
    }

    @AfterEach
    void leave() {
        messaging.close();
    }

    private SimpleMessageListenerContainer listen() {
        return messaging.listen(PREFETCH, arrived::add);
    }

    final KernelMessaging messaging() {
        return messaging;
    }

    final void awaitArrivalOf(UUID command) {
        var listener = listen();
        await("the command").atMost(MAX_WAIT).until(() -> arrived.contains(command));
        listener.stop();
    }

    private Message awaitDeadLetter() {
        return await("a dead letter").atMost(MAX_WAIT).until(messaging::deadLetter, letter -> letter != null);
    }

    /** As the relay does: until the broker has taken it. */
    private UUID sendUntilTaken() {
        var command = UUID.randomUUID();
        await("the broker takes a command").atMost(MAX_WAIT).until(() -> messaging.sendCommand(command));
        return command;
    }

    @Test
    void a_published_command_is_confirmed_and_arrives() {
        var command = UUID.randomUUID();

        assertThat(messaging.sendCommand(command)).isTrue();

        awaitArrivalOf(command);
    }

    @Test
    void a_command_that_no_queue_takes_does_not_count_as_published() {
        assertThat(messaging.sendCommand(UUID.randomUUID(), "nobody-runs-this")).isFalse();
        assertThat(messaging.sendCommand(UUID.randomUUID()))
                .as("the connection still works")
                .isTrue();
    }

    @Test
    void an_unreadable_message_is_set_aside_with_the_reason_and_holds_up_nobody() {
        var command = UUID.randomUUID();
        assertThat(messaging.sendRaw("{\"operation_id\": 17}")).isTrue();
        assertThat(messaging.sendCommand(command)).isTrue();

        awaitArrivalOf(command);

        var reason = awaitDeadLetter().getMessageProperties().getHeader("x-spot-reason");
        assertThat(reason).asString().contains("UUID");
        assertThat(messaging.undecodable()).isEqualTo(1);
        assertThat(messaging.deadLetter()).as("a second copy").isNull();
    }

    @Test
    void a_rejected_message_becomes_a_dead_letter() {
        assertThat(messaging.sendRaw("refuse me")).isTrue();

        await("something to reject").atMost(MAX_WAIT).until(messaging::rejectOne);

        assertThat(awaitDeadLetter().getBody()).asString().isEqualTo("refuse me");
    }

    @Test
    void the_prefetch_limits_the_walks_under_way() {
        var underWay = new AtomicInteger();
        var over = new AtomicInteger();
        var go = new CountDownLatch(1);
        for (var i = 0; i < 3 * PREFETCH; i++) {
            assertThat(messaging.sendCommand(UUID.randomUUID())).isTrue();
        }
        var listener = messaging.listen(PREFETCH, id -> {
            underWay.incrementAndGet();
            awaitQuietly(go);
            over.incrementAndGet();
        });

        await("walks").atMost(MAX_WAIT).until(() -> underWay.get() >= PREFETCH);
        Moments.pass(TIME_FOR_ONE_TOO_MANY);
        assertThat(underWay).hasValue(PREFETCH);

        go.countDown();
        await("the others").atMost(MAX_WAIT).until(() -> over.get() == 3 * PREFETCH);
        listener.stop();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_listener_comes_back_after_the_broker_was_restarted() {
        var listener = listen();

        broker().restart();
        var command = sendUntilTaken();

        await("the command").atMost(MAX_WAIT).until(() -> arrived.contains(command));
        listener.stop();
    }

    @Test
    void a_broker_that_lost_everything_is_whole_again_after_the_next_connection() {
        var listener = listen();

        broker().loseEverything();
        var command = sendUntilTaken();

        await("the command").atMost(MAX_WAIT).until(() -> arrived.contains(command));
        listener.stop();
        await("something for the dead letters").atMost(MAX_WAIT).until(() -> messaging.sendRaw("refuse me"));
        await("something to reject").atMost(MAX_WAIT).until(messaging::rejectOne);
        assertThat(awaitDeadLetter().getBody()).asString().isEqualTo("refuse me");
    }

    @Test
    void a_question_is_answered_by_a_worker() {
        try (var gateway = new QuestionMessaging(broker());
                var worker = gateway.worker(16)) {
            assertThat(gateway.namesOfServers("web-1")).containsExactly("web-1");
        }
    }

    @Test
    void each_of_many_questions_gets_its_own_answer() {
        try (var gateway = new QuestionMessaging(broker());
                var worker = gateway.worker(4);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 50)
                    .mapToObj(number -> threads.submit(() -> gateway.namesOfServers("web-" + number)))
                    .toList();

            for (var number = 0; number < asked.size(); number++) {
                assertThat(asked.get(number))
                        .succeedsWithin(MAX_WAIT)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .containsExactly("web-" + number);
            }
        }
    }

    @Test
    void that_no_worker_listens_is_told_at_once() {
        try (var gateway = new QuestionMessaging(broker())) {
            var began = System.nanoTime();

            var answer = gateway.ask(new Question.Aggregates());

            assertThat(answer).isInstanceOf(CloudResult.NotSent.class);
            assertThat(answer.readProblem()).contains("no inventory worker of this release takes questions");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QuestionMessaging.TIMEOUT.dividedBy(2));
        }
    }

    @Test
    void a_worker_that_ends_is_missed_and_the_next_one_answers() {
        try (var gateway = new QuestionMessaging(broker())) {
            gateway.worker(16).close();
            await("nobody listens any more")
                    .atMost(MAX_WAIT)
                    .until(() ->
                            gateway.ask(new Question.Aggregates()).readProblem().contains("no inventory worker"));
            try (var next = gateway.worker(16)) {
                assertThat(gateway.namesOfServers("web-1")).containsExactly("web-1");
            }
        }
    }

    @Test
    void a_question_that_takes_too_long_is_given_up() {
        try (var gateway = new QuestionMessaging(broker());
                var worker = gateway.worker(1)) {
            assertThat(gateway.ask(new Question.ServersNamed(QuestionMessaging.SLOW))
                            .readProblem())
                    .contains("has not answered within 3 s");
            assertThat(gateway.namesOfServers("web-1")).as("the next one").containsExactly("web-1");
        }
    }

    @Test
    void questions_are_answered_again_after_the_broker_was_restarted() {
        try (var gateway = new QuestionMessaging(broker());
                var worker = gateway.worker(16)) {
            broker().restart();

            await("an answer")
                    .atMost(MAX_WAIT)
                    .until(() -> gateway.ask(new Question.ServersNamed("web-1")).ok());
        }
    }
}
