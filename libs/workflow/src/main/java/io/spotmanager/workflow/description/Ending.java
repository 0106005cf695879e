package io.spotmanager.workflow.description;

import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * One way for an operation to end.
 *
 * @param asRequested true at the end of the happy path, false if nothing is left of what was done
 */
public record Ending(String kind, String state, boolean asRequested) {
    /**
     * An operator can end a move where the host is, which is a success off the happy path: such an end is neither as requested nor
     * without effect, and is not among these.
     *
     * @param described the newest version of each workflow first: it says what a state means that several versions know
     */
    public static List<Ending> of(List<WorkflowDescription> described) {
        var endings = new ArrayList<Ending>();
        var known = new HashSet<String>();
        for (var workflow : described) {
            for (var state : workflow.states()) {
                if (state.kind() != StateKind.END || !known.add(workflow.name() + "/" + state.name())) {
                    continue;
                }
                if (state.outcome() != Outcome.SUCCESS) {
                    endings.add(new Ending(workflow.name(), state.name(), false));
                } else if (workflow.happyPath().getLast().equals(state.name())) {
                    endings.add(new Ending(workflow.name(), state.name(), true));
                }
            }
        }
        return endings;
    }
}
