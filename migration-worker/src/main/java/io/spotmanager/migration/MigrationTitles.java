package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.ADOPTED;
import static io.spotmanager.migration.MigrationState.ADOPTING;
import static io.spotmanager.migration.MigrationState.CANCELLED;
import static io.spotmanager.migration.MigrationState.CANCELLING;
import static io.spotmanager.migration.MigrationState.HOST_ADDED;
import static io.spotmanager.migration.MigrationState.HOST_REMOVED;
import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MigrationState.REJECTED;
import static io.spotmanager.migration.MigrationState.REQUESTED;
import static io.spotmanager.migration.MigrationState.RESTORING;
import static io.spotmanager.migration.MigrationState.ROLLED_BACK;
import static io.spotmanager.migration.MigrationState.SUCCEEDED;
import static io.spotmanager.migration.MigrationState.VALIDATED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a move and its states are called. A change of these or of {@link MigrationTable} needs a new version: a test fails without one. */
final class MigrationTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(4, "Migration")
            .route("source_aggregate", "target_aggregate")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "removing from the source")
            .in(HOST_REMOVED, "adding to the target")
            .in(HOST_ADDED, "verifying")
            .in(RESTORING, "restoring the host")
            .in(CANCELLING, "cancelling")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(ROLLED_BACK, UNDONE, "rolled back")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private MigrationTitles() {}
}
