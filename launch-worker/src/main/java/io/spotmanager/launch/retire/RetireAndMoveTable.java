package io.spotmanager.launch.retire;

import static io.spotmanager.launch.retire.RetireState.ADOPTED;
import static io.spotmanager.launch.retire.RetireState.CANCELLED;
import static io.spotmanager.launch.retire.RetireState.GONE;
import static io.spotmanager.launch.retire.RetireState.HALF_MOVED;
import static io.spotmanager.launch.retire.RetireState.HOST_ADDED;
import static io.spotmanager.launch.retire.RetireState.HOST_REMOVED;
import static io.spotmanager.launch.retire.RetireState.LEAVING;
import static io.spotmanager.launch.retire.RetireState.MOVABLE;
import static io.spotmanager.launch.retire.RetireState.NOT_MOVED;
import static io.spotmanager.launch.retire.RetireState.REJECTED;
import static io.spotmanager.launch.retire.RetireState.RESTORING;
import static io.spotmanager.launch.retire.RetireState.RETIRED;
import static io.spotmanager.launch.retire.RetireState.ROLLED_BACK;
import static io.spotmanager.launch.retire.RetireState.SUCCEEDED;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.DONE;
import static io.spotmanager.workflow.machine.Signal.ESCALATED;
import static io.spotmanager.workflow.machine.Signal.EXHAUSTED;
import static io.spotmanager.workflow.machine.Signal.FAILED;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;

import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.workflow.machine.TransitionTable;

/**
 * The whole of a retirement whose host is then moved. Until nothing of the VM is left it is a retirement; from then on the VM stays gone,
 * and the host goes into the target or back into its pool. A retry of a move that was refused makes every check again.
 */
public final class RetireAndMoveTable {
    static final String CHECK_MOVE = "check the move";
    static final String REMOVE_HOST = "remove host";
    static final String ADD_HOST = "add host";
    static final String VERIFY_PLACEMENT = "verify placement";
    static final String RESTORE_HOST = "restore host";
    static final String ADOPT_PLACEMENT = "adopt placement";

    // spotless:off
    public static final TransitionTable TABLE = RetireTable.until(GONE, RetireAndMoveRequest.KIND)
            .in(GONE, CHECK_MOVE)
                .on(DONE,      MOVABLE)
                .on(FAILED,    NOT_MOVED)
                .on(EXHAUSTED, NOT_MOVED)
                .on(ESCALATED, NOT_MOVED)
                .on(RETRY,     GONE)
                .on(ADOPT,     LEAVING)
            .in(MOVABLE, REMOVE_HOST)
                .on(DONE,      HOST_REMOVED)
                .on(FAILED,    NOT_MOVED)
                .on(EXHAUSTED, RESTORING)
                .on(ESCALATED, HALF_MOVED)
                .on(RETRY,     MOVABLE)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     LEAVING)
            .in(HOST_REMOVED, ADD_HOST)
                .on(DONE,      HOST_ADDED)
                .on(FAILED,    RESTORING)
                .on(EXHAUSTED, RESTORING)
                .on(ESCALATED, HALF_MOVED)
                .on(RETRY,     HOST_REMOVED)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     LEAVING)
            .in(HOST_ADDED, VERIFY_PLACEMENT)
                .on(DONE,      SUCCEEDED)
                .on(FAILED,    HALF_MOVED)
                .on(EXHAUSTED, HALF_MOVED)
                .on(ESCALATED, HALF_MOVED)
                .on(RETRY,     HOST_ADDED)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     LEAVING)
            .in(RESTORING, RESTORE_HOST)
                .on(DONE,      RETIRED)
                .on(FAILED,    HALF_MOVED)
                .on(EXHAUSTED, HALF_MOVED)
                .on(ESCALATED, HALF_MOVED)
                .on(RETRY,     RESTORING)
                .on(ADOPT,     LEAVING)
            .in(LEAVING, ADOPT_PLACEMENT)
                .on(DONE,      ADOPTED)
                .on(FAILED,    HALF_MOVED)
                .on(EXHAUSTED, HALF_MOVED)
                .on(ESCALATED, HALF_MOVED)
                .on(RETRY,     LEAVING)
            .waitingIn(NOT_MOVED)
                .on(RETRY,     GONE)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     LEAVING)
            .waitingIn(HALF_MOVED)
                .on(RETRY,     MOVABLE)
                .on(ROLL_BACK, RESTORING)
                .on(ADOPT,     LEAVING)
            .endingIn(SUCCEEDED, RETIRED, ROLLED_BACK, REJECTED, CANCELLED, ADOPTED);
    // spotless:on

    private RetireAndMoveTable() {}
}
