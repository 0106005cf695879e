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
            ACTIVE,     RUNNING,  active,    203.0.113.5, active,     ACTIVE
            ACTIVE,     RUNNING,  active,    203.0.113.5, BOUND,      ACTIVE
            ACTIVE,     RUNNING,  active,    203.0.113.5, DETACHED,   UNDER_WAY
            ACTIVE,     RUNNING,  active,    203.0.113.5, ERROR,      UNKNOWN
            ACTIVE,     RUNNING,  active,    -,           BOUND,      UNDER_WAY
            SHUTOFF,    SHUTDOWN, stopped,   203.0.113.5, ATTACHED,   UNDER_WAY
            ACTIVE,     RUNNING,  resized,   203.0.113.5, ATTACHED,   UNKNOWN
            RUNNING,    RUNNING,  active,    203.0.113.5, ATTACHED,   UNKNOWN
            REPAINTING, -,        -,         203.0.113.5, ATTACHED,   UNKNOWN
            REPAINTING, -,        building,  -,           -,          UNDER_WAY
            REPAINTING, error,    active,    203.0.113.5, ATTACHED,   BROKEN
            -,          -,        -,         -,           -,          UNKNOWN
            ERROR,      -,        -,         -,           -,          BROKEN
            ACTIVE,     error,    active,    203.0.113.5, ATTACHED,   BROKEN
            ACTIVE,     RUNNING,  Error,     203.0.113.5, ATTACHED,   BROKEN
            DELETING,   RUNNING,  error,     -,           -,          BROKEN
            DELETING,   RUNNING,  active,    203.0.113.5, ATTACHED,   DELETING
            deleted,    -,        -,         -,           -,          DELETING
            """)
    void a_word_that_is_not_known_counts_neither_as_active_nor_as_broken(
            String status, String power, String vmState, String address, String addressStatus, VmHealth means) {
        var condition = new VmCondition(status, power, vmState, "10.0.0.5", address, addressStatus);

        assertThat(VmHealth.of(condition)).isEqualTo(means);
    }
}
