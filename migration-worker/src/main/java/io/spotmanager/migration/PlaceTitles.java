package io.spotmanager.migration;

import static io.spotmanager.migration.StockState.ADOPTED;
import static io.spotmanager.migration.StockState.ADOPTING;
import static io.spotmanager.migration.StockState.CANCELLED;
import static io.spotmanager.migration.StockState.HOST_ADDED;
import static io.spotmanager.migration.StockState.NEEDS_OPERATOR;
import static io.spotmanager.migration.StockState.REJECTED;
import static io.spotmanager.migration.StockState.REQUESTED;
import static io.spotmanager.migration.StockState.RESTORING;
import static io.spotmanager.migration.StockState.ROLLED_BACK;
import static io.spotmanager.migration.StockState.SERVICE_SETTLED;
import static io.spotmanager.migration.StockState.SUCCEEDED;
import static io.spotmanager.migration.StockState.VALIDATED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a placement and its states are called. A change of these or of {@link PlaceTable} needs a new version: a test fails without one. */
final class PlaceTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(2, "Placement")
            .route(null, "target_aggregate")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "adding to the pool")
            .in(HOST_ADDED, "enabling the service, if we disabled it")
            .in(SERVICE_SETTLED, "verifying")
            .in(RESTORING, "putting everything back")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(ROLLED_BACK, UNDONE, "rolled back")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private PlaceTitles() {}
}
