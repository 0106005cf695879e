package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.TransitionTableBuilder.RowBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransitionTableTest {
    private enum State {
        ASKED,
        BUILT,
        STUCK,
        READY,
        GONE
    }

    private static RowBuilder stepThatAlwaysEndsGone(String step) {
        return TransitionTable.named("launch")
                .in(State.ASKED, step)
                .on(Signal.DONE, State.READY)
                .on(Signal.FAILED, State.GONE)
                .on(Signal.EXHAUSTED, State.GONE)
                .on(Signal.ESCALATED, State.GONE);
    }

    @Test
    void an_exit_to_a_state_that_is_not_described_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepThatAlwaysEndsGone("build").endingIn(State.READY))
                .withMessage("launch: ASKED on FAILED leads to GONE, which the table does not describe");
    }

    @Test
    void a_step_must_say_where_each_outcome_leads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionTable.named("launch")
                        .in(State.ASKED, "build")
                        .on(Signal.DONE, State.READY)
                        .on(Signal.FAILED, State.GONE)
                        .endingIn(State.READY, State.GONE))
                .withMessage("launch: ASKED runs a step but does not say where EXHAUSTED leads");
    }

    @Test
    void a_step_that_does_not_say_where_it_leads_when_it_is_not_done_leads_where_the_table_says_once() {
        // spotless:off
        var table = TransitionTable.named("launch")
                .otherwise(State.STUCK)
                .in(State.ASKED, "build")
                .on(Signal.DONE,   State.BUILT)
                .on(Signal.FAILED, State.GONE)
                .in(State.BUILT, "start")
                .on(Signal.DONE,   State.READY)
                .waitingIn(State.STUCK)
                .on(Signal.RETRY,  State.ASKED)
                .endingIn(State.READY, State.GONE);
        // spotless:on

        assertThat(table.row("ASKED").exits())
                .isEqualTo(Map.of(
                        Signal.DONE,
                        "BUILT",
                        Signal.FAILED,
                        "GONE",
                        Signal.EXHAUSTED,
                        "STUCK",
                        Signal.ESCALATED,
                        "STUCK"));
        assertThat(table.row("BUILT").exits())
                .isEqualTo(Map.of(
                        Signal.DONE,
                        "READY",
                        Signal.FAILED,
                        "STUCK",
                        Signal.EXHAUSTED,
                        "STUCK",
                        Signal.ESCALATED,
                        "STUCK"));
        assertThat(table.row("STUCK").exits()).isEqualTo(Map.of(Signal.RETRY, "ASKED"));
        assertThat(table.row("READY").isEnd()).isTrue();
    }

    @Test
    void where_a_step_leads_that_is_not_done_is_said_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TransitionTable.named("launch").otherwise(State.STUCK).otherwise(State.GONE))
                .withMessage("launch says twice where a step leads that is not done: STUCK and GONE");
    }

    @Test
    void an_operation_that_was_blocked_before_its_first_step_is_retried_or_cancelled() {
        var blocked =
                stepThatAlwaysEndsGone("build").on(Signal.CANCEL, State.GONE).endingIn(State.READY, State.GONE);

        assertThat(blocked.forPerson()).isEmpty();
        assertThat(blocked.actionsAfterBlock("ASKED")).containsExactly(Signal.RETRY, Signal.CANCEL);
        assertThat(stepThatAlwaysEndsGone("build")
                        .endingIn(State.READY, State.GONE)
                        .actionsAfterBlock("ASKED"))
                .isEmpty();
    }

    @Test
    void a_state_is_described_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepThatAlwaysEndsGone("build").in(State.ASKED, "build again"))
                .withMessage("launch describes ASKED twice");
    }

    @Test
    void an_end_that_is_also_a_row_is_refused_instead_of_replacing_the_row() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepThatAlwaysEndsGone("build").endingIn(State.READY, State.GONE, State.ASKED))
                .withMessage("launch describes ASKED twice");
    }

    @Test
    void a_signal_has_one_target_in_a_state() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepThatAlwaysEndsGone("build").on(Signal.DONE, State.GONE))
                .withMessage("launch: ASKED says twice where DONE leads");
    }

    @Test
    void a_state_of_another_release_is_named() {
        var table = stepThatAlwaysEndsGone("build").endingIn(State.READY, State.GONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("BUILT"))
                .withMessage("launch has no state BUILT: was the operation written by another release?");
    }

    @Test
    void a_row_knows_whether_it_ends_waits_or_runs_and_what_an_operator_may_ask_in_the_order_of_the_signals() {
        var table = stepThatAlwaysEndsGone("build")
                .on(Signal.CANCEL, State.GONE)
                .on(Signal.RETRY, State.ASKED)
                .waitingIn(State.STUCK)
                .on(Signal.RETRY, State.ASKED)
                .endingIn(State.READY, State.GONE);

        assertThat(table.initial()).isEqualTo("ASKED");
        assertThat(table.rows())
                .extracting(TransitionTable.Row::state)
                .containsExactly("ASKED", "STUCK", "READY", "GONE");
        assertThat(table.row("ASKED").actions()).containsExactly(Signal.RETRY, Signal.CANCEL);
        assertThat(table.row("ASKED").waitsForPerson()).isFalse();
        assertThat(table.row("STUCK").waitsForPerson()).isTrue();
        assertThat(table.row("STUCK").isEnd()).isFalse();
        assertThat(table.row("GONE").isEnd()).isTrue();
        assertThat(table.row("GONE").waitsForPerson()).isFalse();
    }

    @Test
    void during_a_freeze_an_operation_rests_where_the_table_says_that_nothing_was_changed_yet() {
        var table = Moves.TABLE;

        assertThat(table.rests()).containsExactly("REQUESTED", "CHECKED");
        assertThat(table.reads()).containsExactly("REQUESTED");
    }

    @Test
    void an_operation_that_nobody_can_carry_on_waits_where_the_table_needs_an_operator_or_else_where_it_first_waits() {
        assertThat(Moves.TABLE.forPerson()).map(TransitionTable.Row::state).contains("NEEDS_OPERATOR");
        assertThat(stepThatAlwaysEndsGone("build")
                        .waitingIn(State.STUCK)
                        .on(Signal.RETRY, State.ASKED)
                        .endingIn(State.READY, State.GONE)
                        .forPerson())
                .map(TransitionTable.Row::state)
                .contains("STUCK");
    }

    @Test
    void an_operation_that_was_blocked_later_is_decided_where_it_waits() {
        assertThat(Moves.TABLE.actionsAfterBlock("REMOVED"))
                .containsExactly(Signal.RETRY, Signal.ROLL_BACK, Signal.SKIP, Signal.ADOPT, Signal.CANCEL);
    }
}
