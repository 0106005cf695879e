package io.spotmanager.simulation.service;

import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.FAILED;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;

import io.spotmanager.migration.MigrationTable;
import io.spotmanager.workflow.description.WorkflowTitles;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.Workflow;

/** The workflow of a move in a release in which one state has another name, and adopting and cancelling have no states of their own. */
final class OtherRelease {
    private enum State {
        REQUESTED,
        VALIDATED,
        HOST_REMOVED,
        /** {@code HOST_ADDED} elsewhere. */
        HOST_PLACED,
        RESTORING,
        ADOPTING,
        NEEDS_OPERATOR,
        SUCCEEDED,
        ROLLED_BACK,
        REJECTED,
        CANCELLED,
        ADOPTED
    }

    private static final TransitionTable TABLE = TransitionTable.named(MigrationTable.WORKFLOW)
            .otherwise(State.NEEDS_OPERATOR)
            .in(State.REQUESTED, step("REQUESTED"))
            .on(DONE, State.VALIDATED)
            .on(FAILED, State.REJECTED)
            .on(EXHAUSTED, State.REJECTED)
            .on(ESCALATED, State.REJECTED)
            .on(RETRY, State.REQUESTED)
            .on(CANCEL, State.CANCELLED)
            .in(State.VALIDATED, step("VALIDATED"))
            .on(DONE, State.HOST_REMOVED)
            .on(FAILED, State.REJECTED)
            .on(EXHAUSTED, State.RESTORING)
            .on(RETRY, State.VALIDATED)
            .in(State.HOST_REMOVED, step("HOST_REMOVED"))
            .on(DONE, State.HOST_PLACED)
            .on(FAILED, State.RESTORING)
            .on(EXHAUSTED, State.RESTORING)
            .on(RETRY, State.HOST_REMOVED)
            .on(ROLL_BACK, State.RESTORING)
            .on(ADOPT, State.ADOPTING)
            .on(CANCEL, State.RESTORING)
            .in(State.HOST_PLACED, step("HOST_ADDED"))
            .on(DONE, State.SUCCEEDED)
            .on(RETRY, State.HOST_PLACED)
            .on(ROLL_BACK, State.RESTORING)
            .on(ADOPT, State.ADOPTING)
            .on(CANCEL, State.RESTORING)
            .in(State.RESTORING, step("RESTORING"))
            .on(DONE, State.ROLLED_BACK)
            .on(RETRY, State.RESTORING)
            .on(ADOPT, State.ADOPTING)
            .in(State.ADOPTING, step("ADOPTING"))
            .on(DONE, State.ADOPTED)
            .on(RETRY, State.ADOPTING)
            .waitingIn(State.NEEDS_OPERATOR)
            .on(RETRY, State.VALIDATED)
            .on(ROLL_BACK, State.RESTORING)
            .on(SKIP, State.HOST_PLACED)
            .on(ADOPT, State.ADOPTING)
            .on(CANCEL, State.RESTORING)
            .endingIn(State.SUCCEEDED, State.ROLLED_BACK, State.REJECTED, State.CANCELLED, State.ADOPTED);

    static final WorkflowMachine MACHINE = WorkflowMachine.of(TABLE, Parts.MACHINES);

    private OtherRelease() {}

    private static String step(String state) {
        return java.util.Objects.requireNonNull(MigrationTable.TABLE.row(state).step());
    }

    /** The same steps under the other table. */
    static Workflow of(Workflow present) {
        return new Workflow(
                TABLE,
                present.steps(),
                ActionDescription.NONE,
                WorkflowTitles.plain(TABLE),
                present.lateEffectWindow());
    }
}
