package io.spotmanager.launch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.externalcall.CallLimits;
import io.spotmanager.workflow.externalcall.PollInterval;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings {@code spot.launch.*} and what they are without a value. */
class LaunchTimeoutsTest {
    private static LaunchTimeouts with(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("spot.launch", LaunchTimeouts.class);
    }

    @Test
    void each_limit_has_a_standard() {
        var quarter = Duration.ofMinutes(15);
        assertThat(with(Map.of()).calls())
                .isEqualTo(new CallLimits(Duration.ofSeconds(150), quarter, quarter, PollInterval.STANDARD));
    }

    @Test
    void the_limits_of_calls_are_settings() {
        var calls = with(Map.of(
                        "spot.launch.late-effect-window", "8s",
                        "spot.launch.within.sent", "1m",
                        "spot.launch.poll.first", "200ms"))
                .calls();
        assertThat(calls.lateEffectWindow()).hasSeconds(8);
        assertThat(calls.unsent()).hasMinutes(1);
        assertThat(calls.poll()).isEqualTo(new PollInterval(Duration.ofMillis(200), Duration.ofSeconds(15)));
    }

    @Test
    void pauses_that_cannot_grow_are_refused() {
        assertThatThrownBy(() -> with(Map.of("spot.launch.poll.first", "20s")))
                .hasMessageContaining("spot.launch.poll")
                .rootCause()
                .hasMessageContaining("the first must be positive and not above the longest");
    }
}
