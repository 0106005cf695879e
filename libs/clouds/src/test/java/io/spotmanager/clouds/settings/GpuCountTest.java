package io.spotmanager.clouds.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.pool.GpuCount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuCountTest {
    private final GpuCount count = FleetSettings.STANDARD.count();

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({
        "n3-L40x4, 4",
        "n3-L40x8-spot, 8",
        "n3-RTX-A4000x10, 10",
        "Contract-ACME-A100x8, 8",
        "n2-L40x1-legacy, 1",
        "n1-cpu-medium, 0",
        "n3-x86large, 0",
        "c5-2x4large, 0",
        "'', 0"
    })
    void the_name_tells_it_when_nothing_else_does(String name, int gpus) {
        assertThat(count.of(Flavor.named(name))).isEqualTo(gpus);
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pci_passthrough:alias    | h100:8              | 8",
                "pci_passthrough:alias    | a100:2, nvidia-l40:1| 3",
                "pci_passthrough:alias    | h100:4,mlx5nic:1    | 4",
                "resources:VGPU           | 2                   | 2",
                "resources1:PGPU          | 1                   | 1",
                "resources:CUSTOM_GPU_L40 | 4                   | 4"
            })
    void extra_specs_come_before_the_name(String key, String value, int gpus) {
        assertThat(count.of(new Flavor("n3-L40x7", Map.of(key, value)))).isEqualTo(gpus);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pci_passthrough:alias | mlx5nic:2",
                "pci_passthrough:alias | h100",
                "pci_passthrough:alias | h100:many",
                "pci_passthrough:alias | h100:-1",
                "resources:VCPU        | 8",
                "resources:VGPU        | 99999999999"
            })
    void extra_specs_that_tell_nothing_leave_it_to_the_name(String key, String value) {
        assertThat(count.of(new Flavor("n3-L40x7", Map.of(key, value)))).isEqualTo(7);
    }

    @Test
    void what_the_alias_of_a_gpu_looks_like_is_a_setting() {
        var ours = FleetSettings.from(name -> name.equals("SPOT_GPU_ALIAS") ? "accel" : null)
                .count();

        assertThat(ours.of(new Flavor("odd", Map.of("pci_passthrough:alias", "accel:3,h100:1"))))
                .isEqualTo(3);
    }
}
