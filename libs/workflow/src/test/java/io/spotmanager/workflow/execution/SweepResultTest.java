package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.execution.SweepResult.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SweepResultTest {
    private static final UUID FREE = new UUID(0, 1);
    private static final UUID LOCKED = new UUID(0, 2);

    @Test
    void an_operation_that_was_found_and_not_moved_is_one_whose_row_another_session_has_locked() {
        var result = SweepResult.of(List.of(new Row(FREE, false), new Row(LOCKED, false), new Row(FREE, true)));

        assertThat(result).isEqualTo(new SweepResult(1, Set.of(LOCKED)));
    }

    @Test
    void a_sweep_that_finds_nothing_moves_nothing() {
        assertThat(SweepResult.of(List.of())).isEqualTo(new SweepResult(0, Set.of()));
    }
}
