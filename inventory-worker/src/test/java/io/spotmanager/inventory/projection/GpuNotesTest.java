package io.spotmanager.inventory.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.settings.FleetSettings;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuNotesTest {
    private final Sketch sketch = new Sketch();

    @Test
    void where_all_gpus_are_counted_there_is_nothing_to_note() {
        sketch.pool("L40-n3", "CA1-L40-01").server("CA1-L40-01", "n3-L40x4");

        assertThat(note(new Readings().flavors(Flavor.named("n3-L40x4")))).isNull();
        assertThat(note(new Readings())).isNull();
    }

    @Test
    void parts_of_gpus_are_named_with_their_flavors_also_those_that_a_server_alone_carries() {
        var server = new Server("id", "web", "ACTIVE", "h", "p", flavor("a-mig", "CUSTOM_MIG_1G"), null);

        assertThat(note(new Readings().flavors(flavor("n3-vgpu", "VGPU")).servers(server)))
                .isEqualTo("parts of GPUs are not counted as GPUs: a-mig (CUSTOM_MIG_1G 2), n3-vgpu (VGPU 2)");
    }

    @Test
    void hosts_whose_vms_count_nothing_are_named_after_the_parts() {
        sketch.pool("L40-n3", "CA1-L40-01", "CA1-L40-02")
                .server("CA1-L40-02", "plain")
                .server("CA1-L40-01", "plain");

        assertThat(note(new Readings().flavors(flavor("n3-vgpu", "VGPU"))))
                .isEqualTo(
                        "parts of GPUs are not counted as GPUs: n3-vgpu (VGPU 2); used GPUs are not known on CA1-L40-01 (1 VM with a flavor that names no whole GPU: plain), CA1-L40-02 (1 VM with a flavor that names no whole GPU: plain)");
    }

    @ParameterizedTest
    @CsvSource({"5, ''", "6, ' and 1 more'", "8, ' and 3 more'"})
    void of_many_the_first_five_are_named(int flavors, String rest) {
        var all = IntStream.range(0, flavors)
                .mapToObj(number -> flavor("f" + number, "VGPU"))
                .toArray(Flavor[]::new);

        assertThat(note(new Readings().flavors(all)))
                .isEqualTo(
                        "parts of GPUs are not counted as GPUs: f0 (VGPU 2), f1 (VGPU 2), f2 (VGPU 2), f3 (VGPU 2), f4 (VGPU 2)%s",
                        rest);
    }

    private @org.jspecify.annotations.Nullable String note(Readings readings) {
        return GpuNotes.of(readings.reading(), sketch.project(), FleetSettings.STANDARD.count())
                .orElse(null);
    }

    private static Flavor flavor(String name, String part) {
        return new Flavor(name, Map.of("resources:" + part, "2"));
    }
}
