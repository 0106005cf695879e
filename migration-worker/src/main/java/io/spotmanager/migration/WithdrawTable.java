package io.spotmanager.migration;

import static io.spotmanager.migration.StockState.ADOPTED;
import static io.spotmanager.migration.StockState.ADOPTING;
import static io.spotmanager.migration.StockState.CANCELLED;
import static io.spotmanager.migration.StockState.HOST_REMOVED;
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
 * The whole of a withdrawal: a host leaves its pool and enters no other. Its service is disabled first, if that was asked for, so that
 * no VM starts there between the last look at its tenants and the removal.
 */
public final class WithdrawTable {
    public static final String WORKFLOW = "withdrawal";

    static final String VALIDATE = "validate";
    static final String DISABLE_SERVICE = "disable service";
    static final String REMOVE_HOST = "remove host";
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
            .in(VALIDATED, DISABLE_SERVICE).restsUntouched()
                .on(DONE,      SERVICE_SETTLED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     VALIDATED)
                .on(CANCEL,    RESTORING)
            .in(SERVICE_SETTLED, REMOVE_HOST)
                .on(DONE,      HOST_REMOVED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     SERVICE_SETTLED)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      HOST_REMOVED)
                .on(CANCEL,    RESTORING)
            .in(HOST_REMOVED, VERIFY)
                .on(DONE,      SUCCEEDED)
                .on(RETRY,     HOST_REMOVED)
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
                .on(SKIP,      HOST_REMOVED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private WithdrawTable() {}
}
