package io.spotmanager.questions;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.util.List;

/**
 * Whose a VM is, and what its retirement would do, by the rules of the worker that would carry it out.
 *
 * @param steps empty unless every rule allows it
 * @param tenants of the host
 */
public record RetireAnswer(List<Check> checks, List<PlannedStep> steps, HostTenants tenants) {
    public RetireAnswer {
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
    }
}
