package io.spotmanager.workflow.machine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StateMachinePoolTest {
    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TableStateMachineFactory factory = new TableStateMachineFactory(Moves.TABLE);

    private StateMachinePool pool(int size, Duration maxWait) {
        return new StateMachinePool(() -> new PooledStateMachine(factory.started()), size, maxWait);
    }

    private static String fires(StateMachinePool pool, String state, Signal signal) {
        return pool.use(
                machine -> machine.fire(OperationState.in(state), signal).after());
    }

    @Test
    void a_machine_is_built_once_and_serves_one_operation_after_the_other() {
        var pool = pool(4, SHORT);

        for (var operation = 0; operation < 100; operation++) {
            assertThat(fires(pool, "REMOVED", Signal.DONE)).isEqualTo("ADDED");
            assertThat(fires(pool, "NEEDS_OPERATOR", Signal.ROLL_BACK)).isEqualTo("RESTORING");
        }

        assertThat(pool.built()).isEqualTo(1);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void who_finds_the_pool_empty_waits_a_short_time_and_then_builds_a_machine_that_is_not_kept() {
        var pool = pool(1, SHORT);

        var inner = pool.use(held -> pool.use(own -> {
            assertThat(own).isNotSameAs(held);
            return own.fire(OperationState.in("REMOVED"), Signal.DONE).after();
        }));

        assertThat(inner).isEqualTo("ADDED");
        assertThat(pool.built()).isEqualTo(2);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void who_waits_gets_the_machine_that_comes_back_meanwhile() throws Exception {
        var pool = pool(1, LONG);
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> pool.use(machine -> {
                held.countDown();
                await(release);
                return machine;
            }));
            assertThat(held.await(10, SECONDS)).isTrue();
            var second = threads.submit(() -> pool.use(Function.identity()));
            release.countDown();

            assertThat(second.get(10, SECONDS)).isSameAs(first.get(10, SECONDS));
        }
        assertThat(pool.built()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_is_interrupted_while_waiting_builds_a_machine_and_stays_interrupted() {
        var pool = pool(1, LONG);

        var reached = pool.use(held -> {
            Thread.currentThread().interrupt();
            return fires(pool, "REMOVED", Signal.DONE);
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reached).isEqualTo("ADDED");
    }

    @Test
    void a_machine_whose_user_threw_is_not_used_again_and_its_place_is_free() {
        var pool = pool(1, LONG);

        for (var time = 1; time <= 3; time++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> pool.use(machine -> {
                        throw new IllegalStateException("broken");
                    }));
            assertThat(pool.built()).isEqualTo(time);
        }

        assertThat(pool.idle()).isZero();
        assertThat(fires(pool, "REMOVED", Signal.DONE)).isEqualTo("ADDED");
    }

    @Test
    void many_threads_on_one_small_pool_get_the_tables_answer_every_time() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            askAll(threads);
        }
    }

    @Test
    void many_virtual_threads_on_one_small_pool_get_the_tables_answer_every_time() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            askAll(threads);
        }
    }

    /** 8 threads, 20,000 restores, 3 machines. Every state is asked for every signal, in an order of its own for each thread. */
    private void askAll(ExecutorService threads) throws Exception {
        var seeds = Seed.of("many_threads_on_one_small_pool");
        var pool = pool(3, Duration.ofMillis(1));
        var machine = new WorkflowMachine(Moves.TABLE, pool);
        var work = new ArrayList<Future<Integer>>();
        for (var thread = 0; thread < 8; thread++) {
            var random = new SplittableRandom(seeds.nextLong());
            work.add(threads.submit(asker(machine, random)));
        }

        var asked = 0;
        for (var asker : work) {
            asked += asker.get(50, SECONDS);
        }
        assertThat(asked).isEqualTo(20_000);
        assertThat(pool.idle()).isBetween(1, 3);
    }

    private static Callable<Integer> asker(WorkflowMachine machine, SplittableRandom random) {
        var questions = AlteredMachines.questions(Moves.TABLE);
        return () -> {
            for (var number = 0; number < 2_500; number++) {
                var asked = number < questions.size()
                        ? questions.get(number)
                        : questions.get(random.nextInt(questions.size()));
                var answer = machine.fireIfPossible(asked.state(), asked.signal());
                if (!answer.equals(Optional.ofNullable(asked.target()))) {
                    throw new AssertionError("%s led to %s".formatted(asked, answer));
                }
            }
            return 2_500;
        };
    }
}
