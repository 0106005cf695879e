package io.spotmanager.clouds.hyperstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.clouds.runpod.RunPodSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says about the vendors. */
class HyperstackSettingsTest {

    private static final String KEY = "a-secret-key-of-ours";

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "HYPERSTACK_URL",
            "https://hyperstack.test/v1/",
            "HYPERSTACK_API_KEY",
            KEY,
            "RUNPOD_URL",
            "https://runpod.test/graphql",
            "RUNPOD_API_KEY",
            KEY));

    @Test
    void address_and_key_are_enough() {
        HyperstackSettings settings = HyperstackSettings.from(environment::get).orElseThrow();

        assertThat(settings.url()).isEqualTo("https://hyperstack.test/v1");
        assertThat(settings.creation()).isEqualTo(Duration.ofSeconds(120));
        assertThat(settings.rate().perPeriod()).isEqualTo(500);
        assertThat(settings.rate().reserved()).isEqualTo(0.2);
    }

    @Test
    void without_a_key_there_are_none() {
        assertThat(HyperstackSettings.from(name -> null)).isEmpty();
        assertThat(RunPodSettings.from(name -> null)).isEmpty();
    }

    @Test
    void no_text_of_the_settings_shows_a_key() {
        assertThat(HyperstackSettings.from(environment::get).toString())
                .contains("***")
                .doesNotContain(KEY);
        assertThat(RunPodSettings.from(environment::get).toString())
                .contains("***")
                .doesNotContain(KEY);
    }

    @Test
    void all_mistakes_are_told_at_once_and_no_key_with_them() {
        environment.put("HYPERSTACK_URL", "hyperstack.test");
        environment.put("HYPERSTACK_API_KEY", KEY + " with blanks");
        environment.put("HYPERSTACK_CREATE_TIMEOUT", "soon");
        environment.put("HYPERSTACK_RESERVED_PERCENT", "100");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HyperstackSettings.from(environment::get))
                .withMessageContainingAll(
                        "HYPERSTACK_URL is no http or https address",
                        "HYPERSTACK_API_KEY has blanks",
                        "HYPERSTACK_CREATE_TIMEOUT is no duration",
                        "HYPERSTACK_RESERVED_PERCENT is no whole number from 0 to 99")
                .withMessageNotContaining(KEY);
    }

    @Test
    void a_key_in_runpods_address_is_refused_as_addresses_are_logged() {
        environment.put("RUNPOD_URL", "https://runpod.test/graphql?api_key=" + KEY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunPodSettings.from(environment::get))
                .withMessageContaining("the key belongs into RUNPOD_API_KEY")
                .withMessageNotContaining(KEY);
    }
}
