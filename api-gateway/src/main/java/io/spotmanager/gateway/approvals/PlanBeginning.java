package io.spotmanager.gateway.approvals;

import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;

/** Begins a plan that a second person has approved. */
public interface PlanBeginning {
    /** The kind of a command that stands for the operations of a plan; no operation is of this kind. */
    String KIND = "plan";

    /**
     * Writes down, in the transaction of the caller, that it begins.
     *
     * @param command that stands for the plan
     * @param asked when it was asked for
     * @return what is to be done after the commit
     * @throws io.spotmanager.gateway.problem.ProblemException if the plan is not any more as it was when that was asked for
     */
    Runnable begin(Command command, CommandOrigin origin, Instant asked);
}
