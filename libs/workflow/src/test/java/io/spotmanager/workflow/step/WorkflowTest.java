package io.spotmanager.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.fixture.Moves;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static Map<String, Step> steps(String... names) {
        var steps = new HashMap<String, Step>();
        List.of(names).forEach(name -> steps.put(name, context -> new StepOutcome.Done()));
        return steps;
    }

    @Test
    void a_workflow_takes_its_name_from_its_table() {
        assertThat(new Workflow(Moves.TABLE, steps("check", "remove", "add", "verify", "restore")).name())
                .isEqualTo("move");
    }

    @Test
    void a_workflow_with_a_step_missing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workflow(Moves.TABLE, steps("check", "remove", "add", "verify")))
                .withMessage("workflow move runs the steps [add, check, remove, restore, verify]"
                        + " but was given [add, check, remove, verify]");
    }

    @Test
    void a_workflow_with_a_step_that_no_state_runs_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Workflow(Moves.TABLE, steps("check", "remove", "add", "verify", "restore", "celebrate")))
                .withMessageContaining("celebrate");
    }
}
