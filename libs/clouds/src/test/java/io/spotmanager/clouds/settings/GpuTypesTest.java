package io.spotmanager.clouds.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.domain.settings.FleetSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuTypesTest {
    private final GpuTypes types = FleetSettings.STANDARD.types();

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "CA1-ESC8-L40-01, L40",
        "CA1-ESC8-A6000-03, RTX-A6000",
        "ca1-esc4-a4000-07, RTX-A4000",
        "US1-H100-03, H100",
        "Contract-ACME-8xA100, A100",
        "Contract-X-A100x8, A100",
        "contract-RTX-A6000-bits, RTX-A6000",
        "nvidia-h100-pcie, H100"
    })
    void the_type_is_found_wherever_it_stands(String text, String type) {
        assertThat(types.in(text)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract-initech-reserved", "CA1-CPU-01", "Contract-A1000", "XL40-1", "L40S-02", ""})
    void what_is_no_word_of_its_own_names_nothing(String text) {
        assertThat(types.in(text)).isEmpty();
    }

    @Test
    void two_types_name_none_rather_than_the_first() {
        assertThat(types.in("Contract-A100-and-H100")).isEmpty();
    }

    @Test
    void types_that_pools_are_named_after_are_known_without_a_setting() {
        assertThat(types.in("Contract-B200")).isEmpty();
        assertThat(types.and(Set.of("B200")).in("Contract-B200")).contains("B200");
    }

    @Test
    void the_longer_name_is_meant_where_one_stands_within_the_other() {
        assertThat(types.and(Set.of("H100-SXM")).in("US1-H100-SXM-01")).contains("H100-SXM");
    }
}
