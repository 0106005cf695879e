package io.spotmanager.launch.network;

import static io.spotmanager.launch.network.AttachNetworkState.ADOPTED;
import static io.spotmanager.launch.network.AttachNetworkState.ADOPTING;
import static io.spotmanager.launch.network.AttachNetworkState.CANCELLED;
import static io.spotmanager.launch.network.AttachNetworkState.NEEDS_OPERATOR;
import static io.spotmanager.launch.network.AttachNetworkState.REJECTED;
import static io.spotmanager.launch.network.AttachNetworkState.REQUESTED;
import static io.spotmanager.launch.network.AttachNetworkState.SUCCEEDED;
import static io.spotmanager.launch.network.AttachNetworkState.VALIDATED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What attaching a network and its states are called. A change of these or of {@link AttachNetworkTable} needs a new version: a test fails without one. */
final class AttachNetworkTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(3, "Attach network")
            .route(null, "network")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "attaching the network")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(AttachNetworkState.FAILED, FAILURE, "failed")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private AttachNetworkTitles() {}
}
