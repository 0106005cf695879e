package io.spotmanager.migration;

import static io.spotmanager.migration.DrainState.ADOPTED;
import static io.spotmanager.migration.DrainState.ADOPTING;
import static io.spotmanager.migration.DrainState.CANCELLED;
import static io.spotmanager.migration.DrainState.CANCELLING;
import static io.spotmanager.migration.DrainState.CLOSED;
import static io.spotmanager.migration.DrainState.EMPTY;
import static io.spotmanager.migration.DrainState.HOST_PLACED;
import static io.spotmanager.migration.DrainState.HOST_REMOVED;
import static io.spotmanager.migration.DrainState.NEEDS_OPERATOR;
import static io.spotmanager.migration.DrainState.REJECTED;
import static io.spotmanager.migration.DrainState.REQUESTED;
import static io.spotmanager.migration.DrainState.RESTORING;
import static io.spotmanager.migration.DrainState.ROLLED_BACK;
import static io.spotmanager.migration.DrainState.SERVICE_SETTLED;
import static io.spotmanager.migration.DrainState.SUCCEEDED;
import static io.spotmanager.migration.DrainState.VALIDATED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a drain and its states are called. A change of these or of {@link DrainTable} needs a new version: a test fails without one. */
final class DrainTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(2, "Drain")
            .route("source_aggregate", "target_aggregate")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "closing the host for new VMs")
            .in(CLOSED, "waiting until the host is empty")
            .in(EMPTY, "removing from the source")
            .in(HOST_REMOVED, "adding to the target, if there is one")
            .in(HOST_PLACED, "opening the host for new VMs, if closed for this")
            .in(SERVICE_SETTLED, "verifying")
            .in(RESTORING, "putting everything back")
            .in(CANCELLING, "cancelling")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(ROLLED_BACK, UNDONE, "rolled back")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private DrainTitles() {}
}
