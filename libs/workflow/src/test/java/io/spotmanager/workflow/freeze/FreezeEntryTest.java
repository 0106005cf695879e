package io.spotmanager.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreezeEntryTest {
    @Test
    void a_command_is_refused_while_operations_are_frozen_or_held() {
        assertThat(Arrays.stream(FreezeMode.values())
                        .filter(mode -> new Freeze(1, mode, Instant.EPOCH, "olga", "works").stopsCommands()))
                .containsExactly(FreezeMode.FROZEN, FreezeMode.HELD);
    }
}
