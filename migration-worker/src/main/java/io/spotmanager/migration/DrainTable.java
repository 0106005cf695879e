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
 * The whole of a move or a withdrawal that waits until its host is empty. While it waits the host is in its pool and sells nothing new; a
 * freeze rests there. From the removal on it is a move.
 */
public final class DrainTable {
    public static final String WORKFLOW = "drain";

    static final String VALIDATE = "validate";
    static final String CLOSE_HOST = "close host for new VMs";
    static final String AWAIT_EMPTY = "wait until empty";
    static final String REMOVE_HOST = "remove host";
    static final String ADD_HOST = "add host";
    static final String SETTLE_SERVICE = "open host for new VMs";
    static final String VERIFY = "verify";
    static final String RESTORE = "restore host";
    static final String ADOPT_PLACEMENT = "adopt placement";

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
            .in(VALIDATED, CLOSE_HOST).restsUntouched()
                .on(DONE,      CLOSED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     VALIDATED)
                .on(CANCEL,    CANCELLING)
            .in(CLOSED, AWAIT_EMPTY).restsReading()
                .on(DONE,      EMPTY)
                .on(RETRY,     CLOSED)
                .on(CANCEL,    CANCELLING)
            .in(EMPTY, REMOVE_HOST)
                .on(DONE,      HOST_REMOVED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     EMPTY)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      HOST_REMOVED)
                .on(CANCEL,    CANCELLING)
            .in(HOST_REMOVED, ADD_HOST)
                .on(DONE,      HOST_PLACED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     HOST_REMOVED)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      HOST_PLACED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .in(HOST_PLACED, SETTLE_SERVICE)
                .on(DONE,      SERVICE_SETTLED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     HOST_PLACED)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .in(SERVICE_SETTLED, VERIFY)
                .on(DONE,      SUCCEEDED)
                .on(RETRY,     SERVICE_SETTLED)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .in(RESTORING, RESTORE)
                .on(DONE,      ROLLED_BACK)
                .on(RETRY,     RESTORING)
                .on(ADOPT,     ADOPTING)
            .in(CANCELLING, RESTORE)
                .on(DONE,      CANCELLED)
                .on(RETRY,     CANCELLING)
                .on(ADOPT,     ADOPTING)
            .in(ADOPTING, ADOPT_PLACEMENT)
                .on(DONE,      ADOPTED)
                .on(RETRY,     ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,     VALIDATED)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      HOST_PLACED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private DrainTable() {}
}
