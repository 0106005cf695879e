package io.spotmanager.clouds.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolKind;
import io.spotmanager.domain.settings.FleetSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetSettingsTest {
    @Test
    void a_host_has_eight_gpus_and_an_a4000_ten_unless_said_otherwise() {
        assertThat(FleetSettings.STANDARD.capacity().of("CA1-ESC8-L40-01")).isEqualTo(8);
        assertThat(FleetSettings.STANDARD.capacity().of("CA1-ESC4-A4000-01")).isEqualTo(10);

        var ours = FleetSettings.from(
                Map.of("SPOT_GPU_CAPACITY", "^HGX=16, -ESC4-=4", "SPOT_GPU_CAPACITY_DEFAULT", "2")::get);
        assertThat(ours.capacity().of("HGX-1")).isEqualTo(16);
        assertThat(ours.capacity().of("CA1-ESC4-A4000-01")).isEqualTo(4);
        assertThat(ours.capacity().of("CA1-ESC8-L40-01")).isEqualTo(2);
    }

    @Test
    void pools_may_be_named_another_way() {
        var ours = FleetSettings.from(Map.of(
                "SPOT_POOL_PATTERN", "gpu_([a-z0-9]+)(_nvl)?(_spot|_runpod)?",
                "SPOT_POOL_CONTRACT_PATTERN", "customer_.*")::get);

        assertThat(ours.naming().read("gpu_l40_nvl_spot"))
                .contains(new Pool("gpu_l40_nvl_spot", PoolKind.SPOT, "l40", true));
        assertThat(ours.naming().read("gpu_l40_runpod").orElseThrow().kind()).isEqualTo(PoolKind.RUNPOD);
        assertThat(ours.naming().read("customer_7").orElseThrow().kind()).isEqualTo(PoolKind.CONTRACT);
        assertThat(ours.naming().read("L40-n3")).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(() -> FleetSettings.from(Map.of(
                        "SPOT_POOL_PATTERN", "pool-(.*)",
                        "SPOT_POOL_CONTRACT_PATTERN", "(",
                        "SPOT_GPU_CAPACITY", "A4000=lots, B200",
                        "SPOT_GPU_CAPACITY_DEFAULT", "0")::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SPOT_POOL_PATTERN needs three groups")
                .hasMessageContaining("SPOT_POOL_CONTRACT_PATTERN has '(', which is no regular expression")
                .hasMessageContaining("SPOT_GPU_CAPACITY has 'lots', which is no number of GPUs")
                .hasMessageContaining("SPOT_GPU_CAPACITY has 'B200', which is not of the form PATTERN=GPUS")
                .hasMessageContaining("SPOT_GPU_CAPACITY_DEFAULT has '0'");
    }
}
