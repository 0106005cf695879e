package io.spotmanager.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who misspells a setting learns it at the start. */
class UnknownSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "SPOT_EVENTS_CLIENT, SPOT_EVENTS_CLIENTS",
        "SPOT_INVENTORY_REFESH, SPOT_INVENTORY_REFRESH",
        "HYPERSTACK_API_KEYS, HYPERSTACK_API_KEY",
        "RUNPOD_KEY, RUNPOD_API_KEY",
        "NETBOX_TOKENS, NETBOX_TOKEN",
        "SPOT_METRIC_TOKEN, SPOT_METRICS_TOKEN"
    })
    void a_misspelt_one_is_named_with_the_one_that_comes_nearest(String misspelt, String near) {
        assertThat(UnknownSettings.among(List.of(misspelt), List.of()))
                .singleElement()
                .asString()
                .isEqualTo(
                        "The setting %s is not known, so it has no effect: did you mean %s?".formatted(misspelt, near));
    }

    @Test
    void one_that_is_like_none_is_named_with_where_to_look() {
        assertThat(UnknownSettings.among(List.of("SPOT_COFFEE_MACHINE_ADDRESS_OF_THE_OFFICE"), List.of()))
                .singleElement()
                .asString()
                .contains("SPOT_COFFEE_MACHINE_ADDRESS_OF_THE_OFFICE", "docs/settings.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPOT_EVENTS_CLIENTS_PER_USER",
                "SPOT_EVENTS_CLIENTSPERUSER",
                "SPOT_REGION_NO1_KEY_PAIR",
                "SPOT_OIDC_COMPANY_ROLES_OPERATOR",
                "SPOT_DATABASE_GATEWAY_PASSWORD_FILE",
                "NETBOX_TOKEN_FILE",
                "SPOT_TOKEN",
                "SPOT_ADDRESS",
                "SPOT_TOKEN_FILE",
                "SPOT_OLD_NAME",
                "SPOTIFY_TOKEN",
                "PATH"
            })
    void what_is_known_in_any_spelling_of_another_program_or_told_elsewhere_is_not_named(String name) {
        assertThat(UnknownSettings.among(List.of(name), List.of("SPOT_OLD_NAME")))
                .isEmpty();
    }
}
