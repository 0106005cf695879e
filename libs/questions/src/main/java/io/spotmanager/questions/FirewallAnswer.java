package io.spotmanager.questions;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.util.List;

/**
 * What attaching a firewall to a VM would do, by the rules of the worker that would carry it out.
 *
 * @param steps empty unless every rule allows it, and if the VM has the firewall already
 */
public record FirewallAnswer(List<Check> checks, List<PlannedStep> steps) {
    public FirewallAnswer {
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
    }
}
