package io.spotmanager.gateway.launch;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a retirement would do.
 *
 * @param allowed whether the worker would go on to RunPod, which alone knows of renters
 * @param steps empty unless every rule allows it
 * @param approval why a second person would have to approve it; null if by what it touches nobody would
 */
record RetirePreview(
        boolean allowed,
        List<Check> checks,
        List<PlannedStep> steps,
        @Nullable List<Applied> approval) {
    RetirePreview with(@Nullable List<Applied> rules) {
        return new RetirePreview(allowed, checks, steps, rules);
    }
}
