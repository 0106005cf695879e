package io.spotmanager.workflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class OperationChangesTest {
    private static OperationChanged change(String state, boolean open, int seq) {
        return new OperationChanged(
                new UUID(7, 9), "migration", "gpu-1", state, open, seq, Instant.parse("2026-11-23T10:00:00.123456Z"));
    }

    @Test
    void what_one_process_tells_another_reads_in_the_same_order() {
        var told = List.of(change("HOST_REMOVED", true, 3), change("SUCCEEDED", false, 5));

        assertThat(OperationChanges.decode(new OperationChanges(told).encoded()))
                .isEqualTo(told);
    }

    @Test
    void what_is_no_such_message_is_refused() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(
                        () -> OperationChanges.decode("{\"changes\":[{\"seq\":\"x\"".getBytes(StandardCharsets.UTF_8)));
    }
}
