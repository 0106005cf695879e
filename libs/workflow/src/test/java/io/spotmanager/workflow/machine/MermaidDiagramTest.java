package io.spotmanager.workflow.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MermaidDiagramTest {
    private enum State {
        ASKED,
        STUCK,
        READY,
        GONE
    }

    @Test
    void the_diagram_shows_each_step_one_arrow_per_target_and_the_ends() {
        // spotless:off
        var table = TransitionTable.named("launch")
                .otherwise(State.STUCK)
                .in(State.ASKED, "build the VM")
                .on(Signal.DONE,      State.READY)
                .on(Signal.FAILED,    State.GONE)
                .on(Signal.ROLL_BACK, State.GONE)
                .waitingIn(State.STUCK)
                .on(Signal.RETRY,     State.ASKED)
                .endingIn(State.READY, State.GONE);
        // spotless:on

        assertThat(MermaidDiagram.of(table)).isEqualTo("""
                stateDiagram-v2
                    [*] --> ASKED
                    ASKED: ASKED (build the VM)
                    ASKED --> READY: done
                    ASKED --> GONE: failed, roll_back
                    ASKED --> STUCK: exhausted, escalated
                    STUCK --> ASKED: retry
                    READY --> [*]
                    GONE --> [*]
                """);
    }
}
