package io.spotmanager.clouds.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.pool.GpuCount;
import io.spotmanager.domain.settings.FleetSettings;
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
                "pci_passthrough:alias    | mi300x:8            | 8",
                "pci_passthrough:alias    | MI300X : 8          | 8",
                "pci_passthrough:alias    | h100:1,gpu-audio:1  | 1",
                "pci_passthrough:alias    | a100-sxm:4, a100-audio:4, nvswitch:6 | 4",
                "pci_passthrough:alias    | h100sxm5:8          | 8",
                "pci_passthrough:alias    | gb200:4             | 4",
                "pci_passthrough:alias    | l4:2,t4:1           | 3",
                "pci_passthrough:alias    | nvidia_h200:8       | 8",
                "pci_passthrough:alias    | gaudi2:8            | 8",
                "pci_passthrough:alias    | h100:4,h100:2       | 6",
                "resources1:PGPU          | 1                   | 1",
                "resources:CUSTOM_GPU_L40 | 4                   | 4",
                "resources:CUSTOM_H100    | 8                   | 8",
                "resources:CUSTOM_H100    | ' 8 '               | 8",
                "resources_gpu-1:CUSTOM_H100_SXM5 | 2           | 2",
                "resources:CUSTOM_PCI_10DE_2330   | 4           | 4",
                "resources:CUSTOM_PCI_1002_74A1   | 8           | 8",
                "resources:CUSTOM_MI300X          | 8           | 8"
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
                "pci_passthrough:alias | gpu-audio:4",
                "pci_passthrough:alias | channel100:4",
                "pci_passthrough:alias | l2switch:4",
                "pci_passthrough:alias | qat4:4",
                "resources:VCPU        | 8",
                "resources:CUSTOM_PCI_15B3_1017 | 2",
                "resources:CUSTOM_PCI_10DE_22A3 | 4",
                "resources:CUSTOM_GPU_AUDIO     | 4",
                "resources:CUSTOM_BAREMETAL     | 1",
                "trait:CUSTOM_GPU_H100 | required",
                "resources:VGPU        | 0",
                "resources:VGPU        | 99999999999"
            })
    void extra_specs_that_tell_nothing_leave_it_to_the_name(String key, String value) {
        assertThat(count.of(new Flavor("n3-L40x7", Map.of(key, value)))).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "resources:VGPU                    | 2 | VGPU 2",
                "resources_gpu-1:VGPU              | 2 | VGPU 2",
                "resources:CUSTOM_VGPU_A40         | 1 | CUSTOM_VGPU_A40 1",
                "resources:CUSTOM_V100_16Q         | 1 | CUSTOM_V100_16Q 1",
                "resources:CUSTOM_NVIDIA_A100_1_5C | 1 | CUSTOM_NVIDIA_A100_1_5C 1",
                "resources:CUSTOM_MIG_1G_10GB      | 3 | CUSTOM_MIG_1G_10GB 3",
                "resources:CUSTOM_H100_3G_40GB     | 1 | CUSTOM_H100_3G_40GB 1",
                "resources:CUSTOM_MDEV_L40         | 1 | CUSTOM_MDEV_L40 1"
            })
    void a_part_of_a_gpu_is_told_and_counts_as_no_whole_one(String key, String value, String parts) {
        var gpus = count.gpus(new Flavor("n3-L40x7", Map.of(key, value)));

        assertThat(gpus.whole()).isZero();
        assertThat(gpus.describeParts()).isEqualTo(parts);
    }

    @Test
    void groups_add_up_and_two_descriptions_of_the_same_devices_do_not() {
        assertThat(count.of(new Flavor("f", Map.of("resources1:CUSTOM_H100", "2", "resources2:CUSTOM_H100", "2"))))
                .isEqualTo(4);
        assertThat(count.of(new Flavor("f", Map.of("resources:CUSTOM_H100", "8", "pci_passthrough:alias", "h100:8"))))
                .isEqualTo(8);
        var mixed = count.gpus(new Flavor("f", Map.of("resources:CUSTOM_H100", "1", "resources1:VGPU", "2")));
        assertThat(mixed.whole()).isEqualTo(1);
        assertThat(mixed.parts()).containsExactly(Map.entry("VGPU", 2));
    }

    @Test
    void what_the_classes_of_gpus_look_like_is_a_setting() {
        var ours = FleetSettings.from(name -> switch (name) {
                    case "SPOT_GPU_RESOURCE" -> "CUSTOM_ACCEL";
                    case "SPOT_GPU_PART" -> "CUSTOM_SLICE";
                    default -> null;
                })
                .count();

        assertThat(ours.of(new Flavor("odd", Map.of("resources:CUSTOM_ACCEL", "3", "resources:CUSTOM_H100", "1"))))
                .isEqualTo(3);
        assertThat(ours.gpus(new Flavor("odd", Map.of("resources:CUSTOM_SLICE", "3")))
                        .describeParts())
                .isEqualTo("CUSTOM_SLICE 3");
    }

    @Test
    void what_the_alias_of_a_gpu_looks_like_is_a_setting() {
        var ours = FleetSettings.from(name -> name.equals("SPOT_GPU_ALIAS") ? "accel" : null)
                .count();

        assertThat(ours.of(new Flavor("odd", Map.of("pci_passthrough:alias", "accel:3,h100:1"))))
                .isEqualTo(3);
    }
}
