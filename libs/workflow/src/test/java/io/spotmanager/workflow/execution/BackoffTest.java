package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.fixture.Seed;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final BackoffSettings SETTINGS = new BackoffSettings(Duration.ofMillis(200), Duration.ofSeconds(15));

    @Test
    void each_wait_lies_between_half_and_all_of_a_doubling_one_up_to_the_longest() {
        var backoff = new Backoff(SETTINGS, Seed.of("each_wait_lies_between_half_and_all"));
        var whole = new long[] {200, 400, 800, 1_600, 3_200, 6_400, 12_800, 15_000, 15_000};

        for (var repeated = 0; repeated < 500; repeated++) {
            for (var attempt = 1; attempt <= whole.length; attempt++) {
                assertThat(backoff.before(attempt).toMillis()).isBetween(whole[attempt - 1] / 2, whole[attempt - 1]);
            }
        }
    }

    @Test
    void the_jitter_spreads_over_the_whole_half() {
        var backoff = new Backoff(SETTINGS, Seed.of("the_jitter_spreads_over_the_whole_half"));
        var waits = IntStream.range(0, 2_000)
                .mapToLong(i -> backoff.before(1).toMillis())
                .summaryStatistics();

        assertThat(waits.getMin()).isLessThan(110);
        assertThat(waits.getMax()).isGreaterThan(190);
    }

    @Test
    void no_number_of_tries_overflows() {
        var backoff = new Backoff(SETTINGS, new SplittableRandom(1));

        for (var attempt : new int[] {31, 32, 33, 64, 65, 1_000_000, Integer.MAX_VALUE}) {
            assertThat(backoff.before(attempt)).isBetween(Duration.ofMillis(7_500), Duration.ofSeconds(15));
        }
    }

    @Test
    void the_same_luck_gives_the_same_waits() {
        var one = new Backoff(SETTINGS, new SplittableRandom(7));
        var other = new Backoff(SETTINGS, new SplittableRandom(7));

        for (var attempt = 1; attempt < 20; attempt++) {
            assertThat(one.before(attempt)).isEqualTo(other.before(attempt));
        }
    }

    @Test
    void a_wait_of_nothing_is_nothing() {
        var backoff = new Backoff(new BackoffSettings(Duration.ZERO, Duration.ZERO), new SplittableRandom(1));

        assertThat(backoff.before(5)).isZero();
    }
}
