package io.spotmanager.gateway.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitPreferenceTest {
    @Test
    void a_number_with_more_digits_than_anybody_waits_is_understood() {
        assertThat(WaitPreference.of(List.of("wait=99999999999999999999")))
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(1)));
    }

    @Test
    void a_comma_in_a_quoted_value_begins_no_preference() {
        assertThat(WaitPreference.of(List.of("note=\"a, wait=3\", wait=60"))).contains(Duration.ofSeconds(60));
        assertThat(WaitPreference.of(List.of("note=\"a \\\", wait=3\""))).isEmpty();
    }
}
