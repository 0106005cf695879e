package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spotmanager.workflow.machine.TransitionTableBuilder.RowBuilder;
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
}
