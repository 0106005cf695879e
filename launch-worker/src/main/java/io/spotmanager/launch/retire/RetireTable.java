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
import io.spotmanager.workflow.machine.TransitionTableBuilder;

/**
 * The whole of a retirement. Until the deletion of the VM was asked for there is a way back, and after that there is none: what is
 * deleted stays deleted, so the ways lead forward, or a person closes it.
 */
public final class RetireTable {
    public static final String WORKFLOW = "retire";

    static final String VALIDATE = "validate";
    static final String UNLIST = "wait until unlisted";
    static final String BEGIN_DELETION = "delete unless rented";
    static final String DELETE_VM = "delete VM";
    static final String REMOVE_MACHINE = "remove machine";
    static final String VERIFY_GONE = "verify that nothing is left";
    static final String LIST_BACK = "keep the VM";
    static final String ADOPT_WHAT_IS_THERE = "adopt what is there";

    // spotless:off
    public static final TransitionTable TABLE = until(SUCCEEDED, WORKFLOW)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);

    /**
     * Begins the table of a workflow that retires a VM.
     *
     * @param gone the state once nothing of the VM is left
     */
    static TransitionTableBuilder.RowBuilder until(RetireState gone, String workflow) {
        return TransitionTable.named(workflow)
            .otherwise(NEEDS_OPERATOR)
            .in(REQUESTED, VALIDATE).restsReading()
                .on(DONE,      VALIDATED)
                .on(FAILED,    REJECTED)
                .on(EXHAUSTED, REJECTED)
                .on(ESCALATED, REJECTED)
                .on(RETRY,     REQUESTED)
                .on(CANCEL,    CANCELLED)
            .in(VALIDATED, UNLIST).restsReading()
                .on(DONE,      UNLISTED)
                .on(RETRY,     VALIDATED)
                .on(SKIP,      UNLISTED)
                .on(CANCEL,    LISTING_BACK)
            .in(UNLISTED, BEGIN_DELETION).restsUntouched()
                .on(DONE,      DELETING_VM)
                .on(RETRY,     UNLISTED)
                .on(CANCEL,    LISTING_BACK)
            .in(DELETING_VM, DELETE_VM)
                .on(DONE,      VM_DELETED)
                .on(FAILED,    HALF_RETIRED)
                .on(EXHAUSTED, HALF_RETIRED)
                .on(ESCALATED, HALF_RETIRED)
                .on(RETRY,     DELETING_VM)
                .on(ADOPT,     ADOPTING)
            .in(VM_DELETED, REMOVE_MACHINE)
                .on(DONE,      MACHINE_REMOVED)
                .on(FAILED,    HALF_RETIRED)
                .on(EXHAUSTED, HALF_RETIRED)
                .on(ESCALATED, HALF_RETIRED)
                .on(RETRY,     VM_DELETED)
                .on(SKIP,      MACHINE_REMOVED)
                .on(ADOPT,     ADOPTING)
            .in(MACHINE_REMOVED, VERIFY_GONE)
                .on(DONE,      gone)
                .on(FAILED,    HALF_RETIRED)
                .on(EXHAUSTED, HALF_RETIRED)
                .on(ESCALATED, HALF_RETIRED)
                .on(RETRY,     MACHINE_REMOVED)
                .on(ADOPT,     ADOPTING)
            .in(LISTING_BACK, LIST_BACK)
                .on(DONE,      ROLLED_BACK)
                .on(RETRY,     LISTING_BACK)
            .in(ADOPTING, ADOPT_WHAT_IS_THERE)
                .on(DONE,      ADOPTED)
                .on(FAILED,    HALF_RETIRED)
                .on(EXHAUSTED, HALF_RETIRED)
                .on(ESCALATED, HALF_RETIRED)
                .on(RETRY,     ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,     VALIDATED)
                .on(SKIP,      UNLISTED)
                .on(ROLL_BACK, LISTING_BACK)
                .on(ADOPT,     ADOPTING)
            .waitingIn(HALF_RETIRED)
                .on(RETRY,     DELETING_VM)
                .on(SKIP,      MACHINE_REMOVED)
                .on(ADOPT,     ADOPTING);
    }
    // spotless:on

    private RetireTable() {}
}
