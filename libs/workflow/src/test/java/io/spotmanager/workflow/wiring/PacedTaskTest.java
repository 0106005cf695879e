package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What has nothing to do looks seldom, and the first work wakes it at once. */
class PacedTaskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private final Pace pace = new Pace(nanos::get);

    private PacedTask task(Duration every, Duration idle) {
        return new PacedTask("the-test", every, idle, pace, runs::incrementAndGet);
    }

    @Test
    void it_sleeps_while_there_is_nothing_to_do_and_runs_at_once_when_there_is() {
        var task = task(LONG, LONG);
        task.start();
        await().atMost(PATIENCE).until(() -> runs.get() == 1);

        pace.beat();

        await().atMost(PATIENCE).until(() -> runs.get() == 2);
        task.stop();
        assertThat(task.isRunning()).isFalse();
    }

    @Test
    void while_there_is_work_it_runs_at_its_usual_pace() {
        pace.beat();
        var task = task(Duration.ofMillis(1), LONG);
        task.start();

        await().atMost(PATIENCE).until(() -> runs.get() > 20);
        task.stop();
    }

    @Test
    void the_pace_is_quick_for_a_while_after_each_beat() {
        assertThat(pace.isQuick()).isFalse();
        pace.beat();
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(pace.isQuick()).isTrue();
        pace.beat();
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(pace.isQuick()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(pace.isQuick()).isFalse();
    }

    @Test
    void work_that_shows_more_work_does_not_begin_a_second_series_of_runs() {
        var every = Duration.ofMillis(20);
        var task = new PacedTask("the-test", every, LONG, pace, () -> {
            pace.beat();
            runs.incrementAndGet();
            nanos.addAndGet(Duration.ofSeconds(6).toNanos()); // each run wakes it again
        });
        var begun = System.nanoTime();
        task.start();

        await().atMost(PATIENCE).until(() -> runs.get() >= 10);
        task.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(every.multipliedBy(9));
    }

    @Test
    void the_end_does_not_wait_for_the_next_run() {
        var task = task(LONG, LONG);
        task.start();
        await().atMost(PATIENCE).until(() -> runs.get() == 1);

        task.stop();
        pace.beat();

        assertThat(runs).hasValue(1);
    }
}
