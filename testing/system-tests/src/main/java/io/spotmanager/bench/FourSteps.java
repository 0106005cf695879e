package io.spotmanager.bench;

import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.FAILED;

import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.TransitionTableBuilder.RowBuilder;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.io.IOException;
import java.util.Map;

/** Four steps in a row, each one call to a stub. */
final class FourSteps {
    static final String WORKFLOW = "bench";

    private enum State {
        REQUESTED,
        FIRST,
        SECOND,
        THIRD,
        COMPLETE,
        FAILED
    }

    private FourSteps() {}

    static Workflow calling(int stubPort) {
        var stub = new StubClient(stubPort);
        return new Workflow(
                table(), Map.of("1", step(stub, 1), "2", step(stub, 2), "3", step(stub, 3), "4", step(stub, 4)));
    }

    private static TransitionTable table() {
        var rows = leadingTo(TransitionTable.named(WORKFLOW).in(State.REQUESTED, "1"), State.FIRST);
        rows = leadingTo(rows.in(State.FIRST, "2"), State.SECOND);
        rows = leadingTo(rows.in(State.SECOND, "3"), State.THIRD);
        rows = leadingTo(rows.in(State.THIRD, "4"), State.COMPLETE);
        return rows.endingIn(State.COMPLETE, State.FAILED);
    }

    private static RowBuilder leadingTo(RowBuilder row, State next) {
        return row.on(DONE, next)
                .on(FAILED, State.FAILED)
                .on(EXHAUSTED, State.FAILED)
                .on(ESCALATED, State.FAILED);
    }

    private static Step step(StubClient stub, int number) {
        return context -> {
            try {
                stub.post("/s/%s/%d".formatted(context.subject(), number));
                return new StepOutcome.Done();
            } catch (IOException e) {
                return new StepOutcome.Retry("the stub did not answer: " + e);
            }
        };
    }
}
