package io.spotmanager.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a provider's limit is divided. */
class RateLimitTest {

    @ParameterizedTest
    @CsvSource({"500, 0.2, 400", "500, 0, 500", "500, 0.99, 5", "60, 0.5, 30", "4, 0, 4"})
    void in_no_minute_more_than_our_part_goes_out(int limit, double reserved, int ours) {
        RateLimit rate = new RateLimit("Hyperstack", limit, Duration.ofMinutes(1), reserved, Duration.ofSeconds(2));

        assertThat(rate.burst() + rate.perSecond() * 60).isLessThanOrEqualTo(ours + 1e-9);
        assertThat(rate.burst()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void a_quarter_goes_out_at_once_and_the_rest_within_the_period() {
        var rate = new RateLimit("Hyperstack", 500, Duration.ofMinutes(1), 0.2, Duration.ofSeconds(2));

        assertThat(rate.burst()).isEqualTo(100);
        assertThat(rate.perSecond() * 60).isEqualTo(300);
        assertThat(rate.exceeded()).isEqualTo("our share of Hyperstack's limit, 400 calls in 60 s, is used up");
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 60", "4, 1, 60", "4, -0.1, 60", "4, 0, 0"})
    void a_limit_that_cannot_be_kept_is_refused(int limit, double reserved, int seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit(
                        "Hyperstack", limit, Duration.ofSeconds(seconds), reserved, Duration.ofSeconds(2)));
    }

    @Test
    void a_part_that_is_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit("Hyperstack", 500, Duration.ofMinutes(1), 1, Duration.ofSeconds(2)))
                .withMessageContaining("reserve less than all");
    }

    @Test
    void previews_leave_half_of_what_goes_out_at_once_to_operations_and_never_need_all_of_it() {
        assertThat(limit(400).burst()).isEqualTo(100);
        assertThat(limit(400).keptForOperations()).isEqualTo(50);
        assertThat(limit(4).burst()).isEqualTo(1);
        assertThat(limit(4).keptForOperations()).isZero();
        assertThat(limit(400).exceededByReads())
                .isEqualTo("previews and the like have used their part of Hyperstack's limit,"
                        + " and the rest is kept for operations under way");
    }

    private static RateLimit limit(int perMinute) {
        return new RateLimit("Hyperstack", perMinute, Duration.ofMinutes(1), 0, Duration.ofSeconds(2));
    }
}
