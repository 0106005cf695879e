package io.spotmanager.launch.retire;

import static io.spotmanager.launch.retire.RetireState.GONE;
import static io.spotmanager.launch.retire.RetireState.HALF_MOVED;
import static io.spotmanager.launch.retire.RetireState.HOST_ADDED;
import static io.spotmanager.launch.retire.RetireState.HOST_REMOVED;
import static io.spotmanager.launch.retire.RetireState.LEAVING;
import static io.spotmanager.launch.retire.RetireState.MOVABLE;
import static io.spotmanager.launch.retire.RetireState.NOT_MOVED;
import static io.spotmanager.launch.retire.RetireState.RESTORING;
import static io.spotmanager.launch.retire.RetireState.RETIRED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a retirement with a move and its states are called. A change of these or of {@link RetireAndMoveTable} needs a new version. */
final class RetireAndMoveTitles {
    static final WorkflowTitles TITLES = RetireTitles.of(WorkflowTitles.of(1, "Retire and move"))
            .route("source_aggregate", "target_aggregate")
            .in(GONE, "checking the move")
            .in(MOVABLE, "removing from the source")
            .in(HOST_REMOVED, "adding to the target")
            .in(HOST_ADDED, "verifying the move")
            .in(RESTORING, "restoring the host")
            .in(LEAVING, "adopting where the cloud shows the host")
            .in(NOT_MOVED, "needs a decision: retired, not moved")
            .in(HALF_MOVED, "needs a decision: retired, half moved")
            .endingIn(RETIRED, FAILURE, "retired, not moved");

    private RetireAndMoveTitles() {}
}
