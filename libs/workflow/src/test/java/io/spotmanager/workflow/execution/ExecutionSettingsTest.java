package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExecutionSettingsTest {
    private static ExecutionSettings settings(Duration lease, Duration heartbeat) {
        return new ExecutionSettings(
                lease,
                heartbeat,
                Duration.ofMillis(250),
                Duration.ofSeconds(4),
                64,
                10,
                new BackoffSettings(Duration.ofMillis(200), Duration.ofSeconds(15)));
    }

    @Test
    void three_beats_just_fit_into_a_lease() {
        assertThat(settings(Duration.ofSeconds(3), Duration.ofSeconds(1)).heartbeat())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_beat_too_slow_for_its_lease_is_refused_with_the_way_out() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofSeconds(3), Duration.ofMillis(1_001)))
                .withMessageContaining("spot.execution.beat is PT1.001S")
                .withMessageContaining("Lower the beat or raise the lease");
    }
}
