package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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

    /** Installations set {@code SPOT_EXECUTION_HEARTBEAT}; another name of the component must not disconnect it. */
    @Test
    void the_heartbeat_is_set_by_the_property_of_its_name() {
        var properties = new MapConfigurationPropertySource(Map.of("spot.execution.heartbeat", "200ms"));
        assertThat(new Binder(properties)
                        .bind("spot.execution", ExecutionSettings.class)
                        .get()
                        .heartbeat())
                .isEqualTo(Duration.ofMillis(200));
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
                .withMessageContaining("spot.execution.heartbeat is PT1.001S")
                .withMessageContaining("Lower the heartbeat or raise the lease");
    }

    @Test
    void one_operation_at_once_and_one_attempt_are_enough_and_none_is_refused_by_name() {
        assertThat(settings(1, 1).concurrency()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 1))
                .withMessage(
                        "spot.execution.attempts is 1 and spot.execution.concurrency is 0: both must be at least 1.");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 0));
    }

    private static ExecutionSettings settings(int concurrency, int attempts) {
        return new ExecutionSettings(
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofMillis(250),
                Duration.ofSeconds(4),
                concurrency,
                attempts,
                new BackoffSettings(Duration.ofMillis(200), Duration.ofSeconds(15)));
    }
}
