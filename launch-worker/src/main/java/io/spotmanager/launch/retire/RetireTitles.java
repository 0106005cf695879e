package io.spotmanager.launch.retire;

import static io.spotmanager.launch.retire.RetireState.ADOPTED;
import static io.spotmanager.launch.retire.RetireState.ADOPTING;
import static io.spotmanager.launch.retire.RetireState.CANCELLED;
import static io.spotmanager.launch.retire.RetireState.DELETING_VM;
import static io.spotmanager.launch.retire.RetireState.HALF_RETIRED;
import static io.spotmanager.launch.retire.RetireState.LISTING_BACK;
import static io.spotmanager.launch.retire.RetireState.MACHINE_REMOVED;
import static io.spotmanager.launch.retire.RetireState.NEEDS_OPERATOR;
import static io.spotmanager.launch.retire.RetireState.REJECTED;
import static io.spotmanager.launch.retire.RetireState.REQUESTED;
import static io.spotmanager.launch.retire.RetireState.ROLLED_BACK;
import static io.spotmanager.launch.retire.RetireState.SUCCEEDED;
import static io.spotmanager.launch.retire.RetireState.UNLISTED;
import static io.spotmanager.launch.retire.RetireState.VALIDATED;
import static io.spotmanager.launch.retire.RetireState.VM_DELETED;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a retirement and its states are called. A change of these or of {@link RetireTable} needs a new version. */
final class RetireTitles {
    static final WorkflowTitles TITLES = of(WorkflowTitles.of(1, "Retire"));

    private RetireTitles() {}

    /** Adds what the states of a retirement are called, also in a workflow that goes on after them. */
    static WorkflowTitles of(WorkflowTitles titles) {
        return titles.in(REQUESTED, "checking whose the VM is")
                .in(VALIDATED, "waiting until it is unlisted")
                .in(UNLISTED, "waiting until nobody rents it")
                .in(DELETING_VM, "deleting the VM")
                .in(VM_DELETED, "removing the machine")
                .in(MACHINE_REMOVED, "verifying")
                .in(LISTING_BACK, "keeping the VM")
                .in(ADOPTING, "adopting what the cloud shows")
                .in(NEEDS_OPERATOR, "needs a decision")
                .in(HALF_RETIRED, "needs a decision: half retired")
                .endingIn(SUCCEEDED, SUCCESS, "succeeded")
                .endingIn(ROLLED_BACK, UNDONE, "rolled back")
                .endingIn(REJECTED, FAILURE, "rejected")
                .endingIn(CANCELLED, UNDONE, "cancelled")
                .endingIn(ADOPTED, SUCCESS, "adopted");
    }
}
