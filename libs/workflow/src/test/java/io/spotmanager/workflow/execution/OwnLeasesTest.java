package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A lease whose claim got no answer must be found, also if the claim took effect long after. */
class OwnLeasesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final OwnLeases leases = new OwnLeases(nanos::get);

    private long readsOf(int beats) {
        return IntStream.range(0, beats).filter(beat -> leases.areDue()).count();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void they_are_read_with_each_beat_while_a_lost_claim_may_still_take_effect() {
        leases.touched();
        leases.found(0);
        pass(Duration.ofSeconds(19));

        assertThat(readsOf(20)).isEqualTo(20);
    }

    @Test
    void afterwards_they_are_read_now_and_then_and_again_each_time_once_one_is_found() {
        leases.found(0);
        pass(Duration.ofSeconds(21));
        assertThat(readsOf(20)).isEqualTo(2);

        leases.found(1);
        assertThat(readsOf(20)).isEqualTo(20);
    }

    @Test
    void an_execution_makes_them_due_at_once() {
        leases.found(0);
        pass(Duration.ofMinutes(1));
        leases.touched();

        assertThat(leases.areDue()).isTrue();
    }

    @Test
    void a_worker_that_is_idle_reads_them_with_each_tenth_beat() {
        pass(Duration.ofHours(3));
        leases.touched();
        leases.found(0);

        pass(Duration.ofSeconds(20));
        assertThat(readsOf(10)).isEqualTo(10);

        pass(Duration.ofNanos(1));
        assertThat(IntStream.range(0, 20).filter(beat -> leases.areDue())).containsExactly(9, 19);
    }
}
