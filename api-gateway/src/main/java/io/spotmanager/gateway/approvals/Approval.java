package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.workflow.operation.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits for a second person, or how that ended.
 *
 * @param state by the database's clock: {@code EXPIRED} as soon as it is
 * @param first the first of the two persons; null if a token asked and nobody has approved yet
 * @param operation that the command began; null unless it was approved
 * @param reservation that begins the command once this is approved; null if it begins with the approval
 */
record Approval(
        UUID id,
        ApprovalState state,
        Command command,
        Asked asked,
        List<Applied> rules,
        ReviewedPreview preview,
        @Nullable Decision first,
        @Nullable Decision end,
        @Nullable UUID operation,
        @Nullable UUID reservation) {
    /**
     * @param tokenOwner who made the token that asked; null if a person did
     * @param address from which it was asked
     * @param requestId of that request
     */
    record Asked(Instant at, Instant until, @Nullable String tokenOwner, String address, String requestId) {}

    /**
     * @param by null if nobody decided in time
     * @param reason null if none was given
     */
    record Decision(
            @Nullable String by, Instant at, @Nullable String reason) {}

    boolean isPending() {
        return state == ApprovalState.PENDING;
    }

    String href() {
        return href(id);
    }

    static String href(UUID id) {
        return "/api/approvals/" + id;
    }

    /** Returns the first of the two persons; null if there is none yet. */
    @Nullable
    String firstPerson() {
        return first == null ? null : first.by();
    }
}
