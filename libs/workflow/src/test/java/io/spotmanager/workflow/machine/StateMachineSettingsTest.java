package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StateMachineSettingsTest {
    private static StateMachineSettings from(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName()));
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("spot.kernel.state-machine", StateMachineSettings.class);
    }

    @Test
    void the_library_is_on_with_four_machines_for_each_processor() {
        assertThat(from(Map.of())).isEqualTo(StateMachineSettings.DEFAULT);
        assertThat(from(Map.of()).enabled()).isTrue();
        assertThat(from(Map.of()).size()).isEqualTo(4 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void each_setting_is_an_environment_variable() {
        assertThat(from(Map.of(
                        "SPOT_KERNEL_STATE_MACHINE_ENABLED", "false",
                        "SPOT_KERNEL_STATE_MACHINE_POOL_SIZE", "3",
                        "SPOT_KERNEL_STATE_MACHINE_MAX_WAIT", "50ms")))
                .isEqualTo(new StateMachineSettings(false, 3, Duration.ofMillis(50)));
        assertThat(from(Map.of("SPOT_KERNEL_STATEMACHINE_POOLSIZE", "3")).size())
                .isEqualTo(3);
    }

    @Test
    void a_pool_of_nothing_is_refused_with_the_way_to_switch_the_library_off() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateMachineSettings(true, 0, Duration.ZERO))
                .withMessageContaining("pool-size is 0")
                .withMessageContaining("enabled to false");
    }

    @Test
    void nobody_waits_a_negative_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateMachineSettings(true, 1, Duration.ofMillis(-1)))
                .withMessageContaining("max-wait is PT-0.001S");
    }
}
