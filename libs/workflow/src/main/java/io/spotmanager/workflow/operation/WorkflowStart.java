package io.spotmanager.workflow.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an operation begins.
 *
 * @param state the initial state of its workflow
 * @param actions what an operator may ask for before the first step has run
 * @param workflowVersion of the description that says so; null if it comes from none
 */
public record WorkflowStart(
        String state, List<String> actions, @Nullable Integer workflowVersion) {
    /**
     * For a kind that no worker has described yet, as in a new database, or while all workers are of a release that describes
     * nothing. All workflows of those releases begin like this.
     */
    public static final WorkflowStart UNDESCRIBED = new WorkflowStart("REQUESTED", List.of("RETRY", "CANCEL"), null);

    public WorkflowStart {
        actions = List.copyOf(actions);
    }
}
