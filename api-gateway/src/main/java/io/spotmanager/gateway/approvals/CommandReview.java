package io.spotmanager.gateway.approvals;

import io.spotmanager.workflow.operation.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How commands of one kind are looked at, by the rules and by the second person. Each kind that can need an approval has one. */
public interface CommandReview {
    String kind();

    /** The pools of contracts that it touches, by name. Reads no cloud. */
    List<String> contracts(Command command);

    /** A sentence that says which VMs the host has, or why it may have some; null if it has none. Reads the snapshot, and no cloud. */
    @Nullable
    String vms(Command command);

    /**
     * Makes the preview of the command anew. May read clouds.
     *
     * @throws io.spotmanager.gateway.problem.ProblemException if nothing can be said now
     */
    ReviewedPreview preview(Command command);
}
