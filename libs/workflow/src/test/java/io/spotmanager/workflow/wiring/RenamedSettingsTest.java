package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names of the release before are understood, and each one is answered with its new name. */
class RenamedSettingsTest {
    private final List<String> logged = new ArrayList<>();

    @Test
    void an_old_name_sets_the_new_one_with_its_unit_and_says_so() {
        var environment = with(Map.of("SPOT_CLOUD_READ_MILLIS", "1500"));

        assertThat(environment.getProperty("SPOT_CLOUD_READ_TIMEOUT")).isEqualTo("1500ms");
        assertThat(logged)
                .containsExactly(
                        "The setting SPOT_CLOUD_READ_MILLIS is now called SPOT_CLOUD_READ_TIMEOUT. The old name works in this"
                                + " release and not in the next one: set SPOT_CLOUD_READ_TIMEOUT=1500ms.");
    }

    @Test
    void a_variable_of_the_environment_counts_like_the_property_of_its_name() {
        assertThat(with(Map.of("SPOT_EXECUTION_BEAT", "300ms")).getProperty("spot.execution.heartbeat"))
                .isEqualTo("300ms");
    }

    @Test
    void of_two_names_the_new_one_counts() {
        var environment = with(Map.of("NETBOX_PATIENCE_SECONDS", "5", "NETBOX_READ_TIMEOUT", "7s"));

        assertThat(environment.getProperty("NETBOX_READ_TIMEOUT")).isEqualTo("7s");
        assertThat(logged).singleElement().asString().contains("only the new one counts");
    }

    /** A Compose file passes every variable, empty if it is not set. */
    @Test
    void an_empty_new_setting_is_none_either() {
        var environment = with(Map.of("SPOT_CLOUD_LARGEST_ANSWER_MB", "4", "SPOT_CLOUD_MAX_RESPONSE_MB", ""));

        assertThat(environment.getProperty("SPOT_CLOUD_MAX_RESPONSE_MB")).isEqualTo("4");
    }

    @Test
    void an_empty_old_setting_is_none() {
        assertThat(with(Map.of("SPOT_CLOUD_READ_MILLIS", " ")).getProperty("SPOT_CLOUD_READ_TIMEOUT"))
                .isNull();
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_old_name_is_understood(RenamedSettings.Renamed setting) {
        var variable = setting.old()
                .toUpperCase(java.util.Locale.ROOT)
                .replace('.', '_')
                .replace("-", "");

        assertThat(with(Map.of(variable, "9")).getProperty(setting.current())).isEqualTo("9" + setting.unit());
        assertThat(logged).hasSize(1);
    }

    static List<RenamedSettings.Renamed> all() {
        return RenamedSettings.ALL;
    }

    @ParameterizedTest
    @CsvSource({
        "NETBOX_API_KEY, NETBOX_TOKEN",
        "HYPERSTACK_API_URL, HYPERSTACK_URL",
        "HYPERSTACK_FIREWALL_CA1_ID, SPOT_REGION_CA1_FIREWALL_ID"
    })
    void names_of_the_former_tool_are_understood_and_their_values_are_not_logged(String former, String ours) {
        assertThat(with(Map.of(former, "s3cret")).getProperty(ours)).isEqualTo("s3cret");
        assertThat(logged).singleElement().asString().contains(former, ours).doesNotContain("s3cret");

        assertThat(with(Map.of(former, "s3cret", ours, "newer")).getProperty(ours))
                .isEqualTo("newer");
        assertThat(logged).hasSize(2).last().asString().contains("only " + ours + " counts");
    }

    private StandardEnvironment with(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("given-systemEnvironment", variables));
        new RenamedSettings(new Logs()).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private final class Logs implements DeferredLogFactory {
        @Override
        public Log getLog(Supplier<Log> destination) {
            return new NoOpLog() {
                @Override
                public void warn(Object message) {
                    logged.add(String.valueOf(message));
                }
            };
        }
    }
}
