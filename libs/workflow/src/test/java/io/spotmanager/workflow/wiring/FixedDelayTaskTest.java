package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a task that runs again and again comes to its end with its process. */
@Timeout(60)
class FixedDelayTaskTest {
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void a_run_that_is_under_way_finishes_before_the_task_is_stopped() throws Exception {
        var finishes = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        var task = new FixedDelayTask(
                "test",
                OFTEN,
                () -> {
                    begun.countDown();
                    await(finishes);
                    finished.set(true);
                },
                LONG);
        task.start();
        begun.await();

        var stopping = Thread.startVirtualThread(task::stop);
        finishes.countDown();
        stopping.join();

        assertThat(finished).isTrue();
        assertThat(task.isRunning()).isFalse();
    }

    @Test
    void a_run_that_waits_for_what_never_comes_is_interrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        var task = new FixedDelayTask(
                "test",
                OFTEN,
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw new IllegalStateException("interrupted", e);
                    }
                },
                SHORT);
        task.start();
        begun.await();

        task.stop();

        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void nothing_runs_any_more_afterwards_and_to_stop_twice_does_no_harm() {
        var runs = new AtomicInteger();
        var task = new FixedDelayTask("test", OFTEN, runs::incrementAndGet);
        task.start();
        task.stop();
        var counted = runs.get();

        assertThatCode(task::stop).doesNotThrowAnyException();
        assertThat(runs).hasValue(counted);
    }

    @Test
    void who_asked_for_the_end_is_told_of_it() throws Exception {
        var told = new CountDownLatch(1);
        var task = new FixedDelayTask("test", OFTEN, () -> {});
        task.start();

        task.stop(told::countDown);
        told.await();

        assertThat(task.isRunning()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody should have interrupted this", e);
        }
    }
}
