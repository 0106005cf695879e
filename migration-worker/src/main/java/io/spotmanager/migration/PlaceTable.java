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
 * The whole of a placement: a host that is in no pool enters one. A service that a withdrawal disabled is enabled only when the host
 * is in its pool: until then it sells nothing.
 */
public final class PlaceTable {
    public static final String WORKFLOW = "placement";

    static final String VALIDATE = "validate";
    static final String ADD_HOST = "add host";
    static final String ENABLE_SERVICE = "enable service";
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
            .in(VALIDATED, ADD_HOST).restsUntouched()
                .on(DONE,      HOST_ADDED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     VALIDATED)
                .on(SKIP,      HOST_ADDED)
                .on(CANCEL,    RESTORING)
            .in(HOST_ADDED, ENABLE_SERVICE)
                .on(DONE,      SERVICE_SETTLED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     HOST_ADDED)
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
            .in(ADOPTING, ADOPT_PLACEMENT)
                .on(DONE,      ADOPTED)
                .on(RETRY,     ADOPTING)
            .waitingIn(NEEDS_OPERATOR)
                .on(RETRY,     VALIDATED)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      SERVICE_SETTLED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private PlaceTable() {}
}
