package io.spotmanager.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.WorkflowMachine;
import java.util.Optional;

/** The question to spring-statemachine and a transition table whether they say the same, for every signal in every state. */
public final class StateMachineAgreement {
    private StateMachineAgreement() {}

    /** @throws AssertionError naming the first state and signal of which they say different things */
    public static void require(TransitionTable table) {
        var machine = WorkflowMachine.of(table, StateMachineSettings.DEFAULT);
        assertThat(machine.startAnew()).isEqualTo(table.initial());
        for (var row : table.rows()) {
            for (var signal : Signal.values()) {
                assertThat(machine.fireIfPossible(row.state(), signal))
                        .as("%s: %s on %s", table.workflow(), row.state(), signal)
                        .isEqualTo(Optional.ofNullable(row.exits().get(signal)));
            }
        }
    }
}
