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
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.FAILED;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;

import io.spotmanager.workflow.machine.TransitionTable;

/**
 * The whole of a launch. From the first request to RunPod on, every way that does not succeed goes through the roll-back, and a freeze
 * does not stop it: a machine without its VM, or a VM without its firewall, is nothing to leave behind.
 */
public final class LaunchTable {
    public static final String WORKFLOW = "launch";

    static final String VALIDATE = "validate";
    static final String REGISTER_MACHINE = "register machine";
    static final String CREATE_VM = "create VM";
    static final String AWAIT_ACTIVE = "wait until active";
    static final String CHECK_HOST = "check host";
    static final String ATTACH_NETWORK = "attach network";
    static final String ATTACH_FIREWALL = "attach firewall";
    static final String VERIFY = "verify";
    static final String AWAIT_REGISTERED = "wait until registered";
    static final String GO_WITHOUT_RUNPOD = "verify without RunPod";
    static final String KEEP_OR_UNDO = "keep or undo";
    static final String DELETE_VM = "delete VM";
    static final String REMOVE_MACHINE = "remove machine";
    static final String ADOPT_WHAT_IS_THERE = "adopt what is there";

    // spotless:off
    public static final TransitionTable TABLE = TransitionTable.named(WORKFLOW)
            .otherwise(NEEDS_OPERATOR)
            .in(REQUESTED, VALIDATE).restsReading()
                .on(DONE,      VALIDATED)
                .on(FAILED,    REJECTED)
                .on(EXHAUSTED, REJECTED)
                .on(ESCALATED, REJECTED)
                .on(RETRY,     REQUESTED)
                .on(CANCEL,    CANCELLED)
            .in(VALIDATED, REGISTER_MACHINE).restsUntouched()
                .on(DONE,      REGISTERED)
                .on(FAILED,    TURNING_BACK)
                .on(EXHAUSTED, TURNING_BACK)
                .on(RETRY,     VALIDATED)
                .on(CANCEL,    DELETING_VM)
            .in(REGISTERED, CREATE_VM)
                .on(DONE,      VM_CREATED)
                .on(FAILED,    TURNING_BACK)
                .on(EXHAUSTED, TURNING_BACK)
                .on(RETRY,     REGISTERED)
                .on(CANCEL,    DELETING_VM)
            .in(VM_CREATED, AWAIT_ACTIVE)
                .on(DONE,      VM_ACTIVE)
                .on(FAILED,    TURNING_BACK)
                .on(RETRY,     VM_CREATED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(VM_ACTIVE, CHECK_HOST)
                .on(DONE,      PLACED)
                .on(FAILED,    TURNING_BACK)
                .on(RETRY,     VM_ACTIVE)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(PLACED, ATTACH_NETWORK)
                .on(DONE,      NETWORK_ATTACHED)
                .on(FAILED,    TURNING_BACK)
                .on(RETRY,     PLACED)
                .on(SKIP,      NETWORK_ATTACHED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(NETWORK_ATTACHED, ATTACH_FIREWALL)
                .on(DONE,      FIREWALL_ATTACHED)
                .on(FAILED,    TURNING_BACK)
                .on(RETRY,     NETWORK_ATTACHED)
                .on(SKIP,      FIREWALL_ATTACHED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(FIREWALL_ATTACHED, VERIFY)
                .on(DONE,      VERIFIED)
                .on(FAILED,    TURNING_BACK)
                .on(RETRY,     FIREWALL_ATTACHED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(VERIFIED, AWAIT_REGISTERED)
                .on(DONE,      SUCCEEDED)
                .on(RETRY,     VERIFIED)
                .on(SKIP,      WITHOUT_RUNPOD)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    DELETING_VM)
            .in(WITHOUT_RUNPOD, GO_WITHOUT_RUNPOD)
                .on(DONE,      SUCCEEDED)
            .in(TURNING_BACK, KEEP_OR_UNDO)
                .on(DONE,      DELETING_VM)
                .on(ESCALATED, KEPT)
            .in(DELETING_VM, DELETE_VM)
                .on(DONE,      VM_DELETED)
                .on(RETRY,     DELETING_VM)
                .on(ADOPT,     ADOPTING)
            .in(VM_DELETED, REMOVE_MACHINE)
                .on(DONE,      ROLLED_BACK)
                .on(ESCALATED, MACHINE_LEFT)
                .on(RETRY,     VM_DELETED)
                .on(SKIP,      ROLLED_BACK)
                .on(ADOPT,     ADOPTING)
            .in(ADOPTING, ADOPT_WHAT_IS_THERE)
                .on(DONE,      ADOPTED)
                .on(RETRY,     ADOPTING)
            .waitingIn(MACHINE_LEFT)
                .on(RETRY,     VM_DELETED)
                .on(SKIP,      ROLLED_BACK)
                .on(ADOPT,     ADOPTING)
            .waitingIn(KEPT)
                .on(RETRY,     VALIDATED)
                .on(ROLL_BACK, DELETING_VM)
                .on(ADOPT,     ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,     VALIDATED)
                .on(ROLL_BACK, DELETING_VM)
                .on(SKIP,      WITHOUT_RUNPOD)
                .on(ADOPT,     ADOPTING)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private LaunchTable() {}
}
