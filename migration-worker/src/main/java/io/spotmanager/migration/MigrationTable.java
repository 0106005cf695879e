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
 * The whole of a move. Verifying is never skipped, so success is never reported unseen. From the removal on a freeze does not stop it:
 * a host in no pool is at rest only in its target or back in its source.
 */
public final class MigrationTable {
    public static final String WORKFLOW = "migration";

    static final String VALIDATE = "validate";
    static final String REMOVE_HOST = "remove host";
    static final String ADD_HOST = "add host";
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
            .in(VALIDATED, REMOVE_HOST).restsUntouched()
                .on(DONE,      HOST_REMOVED)
                .on(FAILED,    REJECTED)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     VALIDATED)
                .on(SKIP,      HOST_REMOVED)
                .on(CANCEL,    CANCELLING)
            .in(HOST_REMOVED, ADD_HOST)
                .on(DONE,      HOST_ADDED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(RETRY,     HOST_REMOVED)
                .on(ROLL_BACK, RESTORING)
                .on(SKIP,      HOST_ADDED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .in(HOST_ADDED, VERIFY)
                .on(DONE,      SUCCEEDED)
                .on(RETRY,     HOST_ADDED)
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
                .on(SKIP,      HOST_ADDED)
                .on(ADOPT,     ADOPTING)
                .on(CANCEL,    RESTORING)
            .endingIn(SUCCEEDED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private MigrationTable() {}
}
