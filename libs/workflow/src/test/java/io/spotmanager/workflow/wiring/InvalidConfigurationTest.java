package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A part with settings that cannot be used. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidConfigurationTest {
    @Configuration(proxyBeanMethods = false)
    static class Part {
        @Bean
        FleetRules rules(Environment environment) {
            return FleetSettings.from(environment::getProperty);
        }
    }

    @Test
    void a_part_that_refuses_its_settings_says_which_and_what_to_do_without_a_stack_trace(CapturedOutput output) {
        var part = new SpringApplicationBuilder(Part.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "SPOT_GPU_CAPACITY_DEFAULT", "many",
                        "logging.level.org.springframework.boot", "error"));

        assertThatThrownBy(part::run).hasRootCauseInstanceOf(InvalidConfigurationException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("SPOT_GPU_CAPACITY_DEFAULT has 'many'")
                .contains("then start it again")
                .doesNotContain("UnsatisfiedDependency", "\tat ");
    }
}
