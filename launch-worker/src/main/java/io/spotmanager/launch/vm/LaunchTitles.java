package io.spotmanager.launch.vm;

import static io.spotmanager.launch.vm.LaunchState.ADOPTED;
import static io.spotmanager.launch.vm.LaunchState.ADOPTING;
import static io.spotmanager.launch.vm.LaunchState.CANCELLED;
import static io.spotmanager.launch.vm.LaunchState.DELETING_VM;
import static io.spotmanager.launch.vm.LaunchState.FIREWALL_ATTACHED;
import static io.spotmanager.launch.vm.LaunchState.KEPT;
import static io.spotmanager.launch.vm.LaunchState.MACHINE_LEFT;
import static io.spotmanager.launch.vm.LaunchState.NEEDS_OPERATOR;
import static io.spotmanager.launch.vm.LaunchState.NETWORK_ATTACHED;
import static io.spotmanager.launch.vm.LaunchState.PLACED;
import static io.spotmanager.launch.vm.LaunchState.REGISTERED;
import static io.spotmanager.launch.vm.LaunchState.REJECTED;
import static io.spotmanager.launch.vm.LaunchState.REQUESTED;
import static io.spotmanager.launch.vm.LaunchState.ROLLED_BACK;
import static io.spotmanager.launch.vm.LaunchState.SUCCEEDED;
import static io.spotmanager.launch.vm.LaunchState.TURNING_BACK;
import static io.spotmanager.launch.vm.LaunchState.VALIDATED;
import static io.spotmanager.launch.vm.LaunchState.VERIFIED;
import static io.spotmanager.launch.vm.LaunchState.VM_ACTIVE;
import static io.spotmanager.launch.vm.LaunchState.VM_CREATED;
import static io.spotmanager.launch.vm.LaunchState.VM_DELETED;
import static io.spotmanager.launch.vm.LaunchState.WITHOUT_RUNPOD;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.FAILURE;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.SUCCESS;
import static io.spotmanager.workflow.description.WorkflowDescription.Outcome.UNDONE;

import io.spotmanager.workflow.description.WorkflowTitles;

/** What a launch and its states are called. A change of these or of {@link LaunchTable} needs a new version: a test fails without one. */
final class LaunchTitles {
    static final WorkflowTitles TITLES = WorkflowTitles.of(5, "Launch")
            .route(null, "image_name")
            .in(REQUESTED, "checking the rules")
            .in(VALIDATED, "registering at RunPod")
            .in(REGISTERED, "creating the VM")
            .in(VM_CREATED, "waiting for the VM")
            .in(VM_ACTIVE, "checking the host")
            .in(PLACED, "attaching the network")
            .in(NETWORK_ATTACHED, "attaching the firewall")
            .in(FIREWALL_ATTACHED, "verifying")
            .in(VERIFIED, "waiting for RunPod to take the host")
            .in(WITHOUT_RUNPOD, "verifying without RunPod's confirmation")
            .in(TURNING_BACK, "rolling back")
            .in(DELETING_VM, "rolling back: deleting the VM")
            .in(VM_DELETED, "rolling back: removing the machine")
            .in(ADOPTING, "adopting what the cloud shows")
            .in(MACHINE_LEFT, "needs a decision: VM deleted, machine at RunPod")
            .in(KEPT, "VM kept for inspection")
            .in(NEEDS_OPERATOR, "needs a decision")
            .endingIn(SUCCEEDED, SUCCESS, "succeeded")
            .endingIn(ROLLED_BACK, UNDONE, "rolled back")
            .endingIn(REJECTED, FAILURE, "rejected")
            .endingIn(CANCELLED, UNDONE, "cancelled")
            .endingIn(ADOPTED, SUCCESS, "adopted");

    private LaunchTitles() {}
}
