package io.spotmanager.bench;

import static io.spotmanager.workflow.machine.Signal.DONE;

import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.io.IOException;
import java.util.Map;

/** A workflow of four steps. */
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

    // spotless:off
    private static TransitionTable table(String workflow) {
        return TransitionTable.named(workflow)
                .otherwise(State.FAILED)
                .in(State.REQUESTED, "1")
                    .on(DONE, State.FIRST)
                .in(State.FIRST, "2")
                    .on(DONE, State.SECOND)
                .in(State.SECOND, "3")
                    .on(DONE, State.THIRD)
                .in(State.THIRD, "4")
                    .on(DONE, State.COMPLETE)
                .endingIn(State.COMPLETE, State.FAILED);
    }
    // spotless:on

    private FourSteps() {}

    /** Each step is one call to a stub. */
    static Workflow calling(int stubPort) {
        var stub = new StubClient(stubPort);
        return new Workflow(
                table(WORKFLOW),
                Map.of("1", step(stub, 1), "2", step(stub, 2), "3", step(stub, 3), "4", step(stub, 4)));
    }

    /** Steps without a call, so that only the kernel takes processor time. */
    static Workflow callingNobody(String workflow) {
        Step done = context -> new StepOutcome.Done();
        return new Workflow(table(workflow), Map.of("1", done, "2", done, "3", done, "4", done));
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
