package io.spotmanager.workflow.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.description.WorkflowDescription.OfferedAction;
import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkflowDescriptionTest {
    private enum Errand {
        REQUESTED,
        FETCHED,
        STUCK,
        OVER,
        DROPPED
    }

    // spotless:off
    private static final TransitionTable TABLE = TransitionTable.named("errand")
            .otherwise(Errand.STUCK)
            .in(Errand.REQUESTED, "fetch")
                .on(Signal.DONE,   Errand.FETCHED)
                .on(Signal.FAILED, Errand.DROPPED)
                .on(Signal.CANCEL, Errand.DROPPED)
            .in(Errand.FETCHED, "bring")
                .on(Signal.DONE,   Errand.OVER)
            .waitingIn(Errand.STUCK)
                .on(Signal.RETRY,  Errand.REQUESTED)
            .endingIn(Errand.OVER, Errand.DROPPED);
    // spotless:on

    private static final WorkflowTitles TITLES = WorkflowTitles.of(3, "Errand")
            .route(null, "address")
            .in(Errand.REQUESTED, "fetching it")
            .in(Errand.FETCHED, "bringing it")
            .in(Errand.STUCK, "needs a decision")
            .endingIn(Errand.OVER, Outcome.SUCCESS, "brought")
            .endingIn(Errand.DROPPED, Outcome.UNDONE, "dropped");

    private static WorkflowDescription described(WorkflowTitles titles) {
        return WorkflowDescription.of(
                TABLE,
                titles,
                (row, action) -> action == Signal.RETRY ? Optional.of("Fetch it again") : Optional.empty());
    }

    @Test
    void a_description_says_all_that_the_table_and_the_titles_say() {
        assertThat(described(TITLES))
                .isEqualTo(new WorkflowDescription(
                        "errand",
                        3,
                        "Errand",
                        "REQUESTED",
                        List.of("CANCEL"),
                        List.of("REQUESTED", "FETCHED", "OVER"),
                        List.of(
                                new State(
                                        "REQUESTED",
                                        "fetching it",
                                        StateKind.STEP,
                                        null,
                                        "fetch",
                                        List.of(new OfferedAction("CANCEL", "Cancel"))),
                                new State("FETCHED", "bringing it", StateKind.STEP, null, "bring", List.of()),
                                new State(
                                        "STUCK",
                                        "needs a decision",
                                        StateKind.WAITING,
                                        null,
                                        null,
                                        List.of(new OfferedAction("RETRY", "Fetch it again"))),
                                new State("OVER", "brought", StateKind.END, Outcome.SUCCESS, null, List.of()),
                                new State("DROPPED", "dropped", StateKind.END, Outcome.UNDONE, null, List.of())),
                        new WorkflowDescription.Route(null, "address")));
    }

    @Test
    void a_description_is_the_same_after_it_was_json() {
        var description = described(TITLES);

        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(description), WorkflowDescription.class))
                .isEqualTo(description);
    }

    @Test
    void a_state_without_a_title_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(WorkflowTitles.of(1, "Errand")
                        .in(Errand.REQUESTED, "fetching it")
                        .in(Errand.FETCHED, "bringing it")
                        .endingIn(Errand.OVER, Outcome.SUCCESS, "brought")
                        .endingIn(Errand.DROPPED, Outcome.UNDONE, "dropped")))
                .withMessageContaining("the titles of [STUCK] are missing");
    }

    @Test
    void an_end_without_an_outcome_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> described(WorkflowTitles.of(1, "Errand")
                        .in(Errand.REQUESTED, "fetching it")
                        .in(Errand.FETCHED, "bringing it")
                        .in(Errand.STUCK, "needs a decision")
                        .in(Errand.OVER, "brought")
                        .endingIn(Errand.DROPPED, Outcome.UNDONE, "dropped")))
                .withMessageContaining("the outcomes of [OVER] are missing");
    }

    @Test
    void a_workflow_without_titles_is_described_by_the_names_of_its_states() {
        var description = WorkflowDescription.of(
                Moves.TABLE, WorkflowTitles.plain(Moves.TABLE), (row, action) -> Optional.empty());

        assertThat(description.states()).extracting(State::title).contains("needs operator", "rolled back");
    }
}
