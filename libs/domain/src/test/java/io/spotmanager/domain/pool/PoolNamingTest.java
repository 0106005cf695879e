package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolNamingTest {
    private final PoolNaming naming = PoolNaming.STANDARD;

    @ParameterizedTest(name = "{0}: {1} of {2}, NVLink {3}")
    @CsvSource(delimiter = '|', textBlock = """
            L40-n3                  | ON_DEMAND | L40            | false
            L40-n3-spot             | SPOT      | L40            | false
            L40-n3-runpod           | RUNPOD    | L40            | false
            A100-n3-NVLink          | ON_DEMAND | A100           | true
            A100-n3-NVLink-spot     | SPOT      | A100           | true
            H100-n3-NVLink-runpod   | RUNPOD    | H100           | true
            RTX-A6000-n3-spot       | SPOT      | RTX-A6000      | false
            RTX-PRO6000-SE-n3       | ON_DEMAND | RTX-PRO6000-SE | false
            H200-SXM5-n3            | ON_DEMAND | H200-SXM5      | false
            """)
    void the_name_of_a_pool_tells_how_it_is_sold_and_what(String name, PoolKind kind, String gpuType, boolean nvlink) {
        assertThat(naming.read(name)).contains(new Pool(name, kind, gpuType, nvlink));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contract-ACME-8xA100",
                "contract-initech-reserved",
                "Contract-",
                "Contract-A100-n3-spot",
                "contract-L40-n3-NVLink"
            })
    void a_contract_is_one_in_either_case_and_its_name_promises_no_gpu_type(String name) {
        assertThat(naming.read(name)).contains(new Pool(name, PoolKind.CONTRACT, null, false));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "cpu-general",
                "az-runpod",
                "nova",
                "L40",
                "-n3",
                "L40-n4",
                "L40-n3-",
                "l40-n3",
                "L40-N3",
                "L40-n3-Spot",
                "L40-n3-nvlink",
                "L40-n3-spot-NVLink",
                "L40-n3-spot-runpod",
                "L40-n3-spot-old",
                "my-L40-n3",
                " L40-n3",
                "L40-n3\n",
                "CONTRACT-ACME",
                "Contract",
                "Old-Contract-ACME"
            })
    void whatever_fits_neither_pattern_is_no_pool(String name) {
        assertThat(naming.read(name)).isEmpty();
    }

    @Test
    void another_cloud_may_name_its_pools_differently() {
        var other = new PoolNaming(
                Pattern.compile("gpu_([a-z0-9]+)(_nvl)?(-spot|-runpod)?"), Pattern.compile("customer_.*"));

        assertThat(other.read("gpu_b200_nvl-spot"))
                .contains(new Pool("gpu_b200_nvl-spot", PoolKind.SPOT, "b200", true));
        assertThat(other.read("customer_acme")).map(Pool::isContract).contains(true);
        assertThat(other.read("L40-n3")).isEmpty();
    }
}
