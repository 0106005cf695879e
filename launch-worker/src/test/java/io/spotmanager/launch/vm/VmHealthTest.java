package io.spotmanager.launch.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.vm.VmCondition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmHealthTest {
    @ParameterizedTest(name = "{0}, {1}, {2}, {3} {4}: {5}")
    @CsvSource(nullValues = "-", textBlock = """
            # status,   power,    vm state,  address,     its status, means
            ACTIVE,     RUNNING,  active,    203.0.113.5, ATTACHED,   ACTIVE
            ACTIVE,     -,        -,         203.0.113.5, -,          ACTIVE
            active,     running,  ACTIVE,    203.0.113.5, attached,   ACTIVE
            ACTIVE,     RUNNING,  active,    -,           -,          UNDER_WAY
            ACTIVE,     RUNNING,  active,    ' ',         ATTACHED,   UNDER_WAY
            ACTIVE,     RUNNING,  active,    203.0.113.5, ATTACHING,  UNDER_WAY
            ACTIVE,     RUNNING,  building,  203.0.113.5, ATTACHED,   UNDER_WAY
            CREATING,   -,        -,         -,           -,          UNDER_WAY
            BUILD,      -,        building,  -,           -,          UNDER_WAY
            REPAINTING, -,        -,         203.0.113.5, ATTACHED,   UNDER_WAY
            -,          -,        -,         -,           -,          UNDER_WAY
            ERROR,      -,        -,         -,           -,          BROKEN
            ACTIVE,     error,    active,    203.0.113.5, ATTACHED,   BROKEN
            ACTIVE,     RUNNING,  Error,     203.0.113.5, ATTACHED,   BROKEN
            DELETING,   RUNNING,  error,     -,           -,          BROKEN
            DELETING,   RUNNING,  active,    203.0.113.5, ATTACHED,   DELETING
            deleted,    -,        -,         -,           -,          DELETING
            """)
    void only_what_is_known_to_be_good_counts_as_active(
            String status, String power, String vmState, String address, String addressStatus, VmHealth means) {
        var condition = new VmCondition(status, power, vmState, "10.0.0.5", address, addressStatus);

        assertThat(VmHealth.of(condition)).isEqualTo(means);
    }
}
