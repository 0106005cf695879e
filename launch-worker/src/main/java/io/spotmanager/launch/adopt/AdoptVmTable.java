package io.spotmanager.launch.adopt;

import static io.spotmanager.launch.adopt.AdoptVmState.CANCELLED;
import static io.spotmanager.launch.adopt.AdoptVmState.NEEDS_OPERATOR;
import static io.spotmanager.launch.adopt.AdoptVmState.REJECTED;
import static io.spotmanager.launch.adopt.AdoptVmState.REQUESTED;
import static io.spotmanager.launch.adopt.AdoptVmState.SUCCEEDED;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.FAILED;
import static io.spotmanager.workflow.machine.Signal.RETRY;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.workflow.machine.TransitionTable;

/** The whole of taking over a VM: one step that only reads. */
public final class AdoptVmTable {
    public static final String WORKFLOW = AdoptVmRequest.KIND;

    static final String COMPARE = "compare what the clouds show";

    // spotless:off
    public static final TransitionTable TABLE = TransitionTable.named(WORKFLOW)
            .otherwise(NEEDS_OPERATOR)
            .in(REQUESTED, COMPARE).restsReading()
                .on(DONE,   SUCCEEDED)
                .on(FAILED, REJECTED)
                .on(RETRY,  REQUESTED)
                .on(CANCEL, CANCELLED)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,  REQUESTED)
                .on(CANCEL, CANCELLED)
            .endingIn(SUCCEEDED, REJECTED, CANCELLED);
    // spotless:on

    private AdoptVmTable() {}
}
