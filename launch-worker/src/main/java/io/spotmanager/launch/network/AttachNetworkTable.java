package io.spotmanager.launch.network;

import static io.spotmanager.launch.network.AttachNetworkState.ADOPTED;
import static io.spotmanager.launch.network.AttachNetworkState.ADOPTING;
import static io.spotmanager.launch.network.AttachNetworkState.CANCELLED;
import static io.spotmanager.launch.network.AttachNetworkState.NEEDS_OPERATOR;
import static io.spotmanager.launch.network.AttachNetworkState.REJECTED;
import static io.spotmanager.launch.network.AttachNetworkState.REQUESTED;
import static io.spotmanager.launch.network.AttachNetworkState.SUCCEEDED;
import static io.spotmanager.launch.network.AttachNetworkState.VALIDATED;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.RETRY;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;

/** The whole of attaching a network. There is no roll-back: what is attached may be in use at once. */
public final class AttachNetworkTable {
    public static final String WORKFLOW = "attach-network";

    static final String VALIDATE = "validate";
    static final String ATTACH = "attach network";
    static final String ADOPT_INTERFACES = "adopt interfaces";

    // spotless:off
    public static final TransitionTable TABLE = TransitionTable.named(WORKFLOW)
            .otherwise(NEEDS_OPERATOR)
            .in(REQUESTED, VALIDATE).restsReading()
                .on(DONE,          VALIDATED)
                .on(Signal.FAILED, REJECTED)
                .on(EXHAUSTED,     REJECTED)
                .on(ESCALATED,     REJECTED)
                .on(RETRY,         REQUESTED)
                .on(CANCEL,        CANCELLED)
            .in(VALIDATED, ATTACH).restsUntouched()
                .on(DONE,          SUCCEEDED)
                .on(Signal.FAILED, AttachNetworkState.FAILED)
                .on(RETRY,         VALIDATED)
                .on(ADOPT,         ADOPTING)
            .in(ADOPTING, ADOPT_INTERFACES)
                .on(DONE,          ADOPTED)
                .on(RETRY,         ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,         VALIDATED)
                .on(ADOPT,         ADOPTING)
            .endingIn(SUCCEEDED, AttachNetworkState.FAILED, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private AttachNetworkTable() {}
}
