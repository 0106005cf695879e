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
    void a_part_that_is_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimit("Hyperstack", 500, Duration.ofMinutes(1), 1, Duration.ofSeconds(2)))
                .withMessageContaining("reserve less than all");
    }
}
