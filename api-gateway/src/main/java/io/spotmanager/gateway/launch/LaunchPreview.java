package io.spotmanager.gateway.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.questions.LaunchTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch would do.
 *
 * @param allowed whether the worker would carry it out if nothing changed until then
 * @param target null where region or pool do not tell what would be ordered; so are the steps and the cloud-init text
 * @param approval why a second person would have to approve it; null if by what it touches nobody would
 */
record LaunchPreview(
        boolean allowed,
        List<Check> checks,
        @JsonUnwrapped @Nullable LaunchTarget target,
        Mark snapshot,
        @Nullable List<Applied> approval) {
    LaunchPreview with(@Nullable List<Applied> rules) {
        return new LaunchPreview(allowed, checks, target, snapshot, rules);
    }

    /** How old the board is; the checks themselves have just been read from the clouds. */
    record Mark(long generation, @Nullable Instant readAt) {}
}
