package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class GivenSettingsTest {
    private final StandardEnvironment environment = new StandardEnvironment();

    @ParameterizedTest
    @ValueSource(strings = {"se${cr:e}t", "se${java.version}t", "se${nothing}t", "$", "#{1 + 1}", "se\\u0024{x}"})
    void a_secret_is_taken_as_it_was_given(String password) {
        environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of("OS_PASSWORD", password)));

        assertThat(GivenSettings.of(environment).apply("OS_PASSWORD")).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OS_AUTH_URL", "NETBOX_TOKEN"})
    void what_is_not_set_is_null(String name) {
        assertThat(GivenSettings.of(environment).apply(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = "SPOT_GPU_ALIAS")
    void another_setting_may_name_others(String name) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("given", Map.of(name, "a,${more}", "more", "b")));

        assertThat(GivenSettings.of(environment).apply(name)).isEqualTo("a,b");
    }
}
