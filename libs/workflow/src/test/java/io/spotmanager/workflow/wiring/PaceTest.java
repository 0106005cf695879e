package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An idle process looks seldom, and the first sign of work wakes it. */
class PaceTest {
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(40).toNanos());
    private final AtomicInteger woken = new AtomicInteger();
    private final Pace pace = new Pace(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_process_that_never_had_work_is_slow() {
        assertThat(pace.isQuick()).isFalse();

        nanos.set(0);
        assertThat(pace.isQuick()).isFalse();
    }

    @Test
    void work_makes_it_quick_for_five_seconds() {
        pace.beat();
        assertThat(pace.isQuick()).isTrue();

        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(pace.isQuick()).isTrue();

        pass(Duration.ofNanos(1));
        assertThat(pace.isQuick()).isFalse();
    }

    @Test
    void the_first_work_after_a_rest_wakes_what_looks_seldom_and_what_follows_does_not() {
        pace.onWaking(woken::incrementAndGet);

        pace.beat();
        pace.beat();
        assertThat(woken).hasValue(1);

        pass(Duration.ofSeconds(6));
        pace.beat();
        assertThat(woken).hasValue(2);
    }
}
