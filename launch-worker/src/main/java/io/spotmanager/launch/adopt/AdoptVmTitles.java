package io.spotmanager.launch.adopt;

import static io.spotmanager.launch.adopt.AdoptVmState.CANCELLED;
import static io.spotmanager.launch.adopt.AdoptVmState.NEEDS_OPERATOR;
import static io.spotmanager.launch.adopt.AdoptVmState.REJECTED;
import static io.spotmanager.launch.adopt.AdoptVmState.REQUESTED;
import static io.spotmanager.launch.adopt.AdoptVmState.SUCCEEDED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What taking over a VM and its states are called. A change of these or of {@link AdoptVmTable} needs a new version. */
final class AdoptVmTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(1, "Adopt VM")
            .in(REQUESTED, "comparing what the clouds show")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "taken over")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled");

    private AdoptVmTitles() {}
}
