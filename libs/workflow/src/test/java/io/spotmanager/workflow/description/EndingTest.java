package io.spotmanager.workflow.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.Route;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static State step(String name) {
        return new State(name, name, StateKind.STEP, null, name, List.of());
    }

    private static State end(String name, Outcome outcome) {
        return new State(name, name, StateKind.END, outcome, null, List.of());
    }

    private static WorkflowDescription move(int version, State... states) {
        return new WorkflowDescription(
                "move", version, "Move", "ASKED", List.of(), List.of("ASKED", "MOVED"), List.of(states), Route.NONE);
    }

    @Test
    void the_end_of_the_happy_path_is_as_requested_and_an_end_without_success_leaves_nothing() {
        assertThat(Ending.of(List.of(
                        move(1, step("ASKED"), end("MOVED", Outcome.SUCCESS), end("ROLLED_BACK", Outcome.UNDONE)))))
                .containsExactly(new Ending("move", "MOVED", true), new Ending("move", "ROLLED_BACK", false));
    }

    @Test
    void a_success_off_the_happy_path_is_neither() {
        assertThat(Ending.of(List.of(move(1, step("ASKED"), end("ADOPTED", Outcome.SUCCESS)))))
                .isEmpty();
    }

    @Test
    void what_several_versions_end_in_counts_once_as_the_newest_says() {
        assertThat(Ending.of(List.of(
                        move(2, end("MOVED", Outcome.SUCCESS), end("LEFT", Outcome.UNDONE)),
                        move(1, end("MOVED", Outcome.UNDONE), end("GIVEN_UP", Outcome.UNDONE)))))
                .containsExactly(
                        new Ending("move", "MOVED", true),
                        new Ending("move", "LEFT", false),
                        new Ending("move", "GIVEN_UP", false));
    }
}
