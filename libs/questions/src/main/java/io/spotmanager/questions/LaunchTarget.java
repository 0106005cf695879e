package io.spotmanager.questions;

import java.util.List;

/** @param cloudInit with the install certificate masked */
public record LaunchTarget(
        String region, String environment, String flavor, List<PlannedStep> steps, String cloudInit) {
    public LaunchTarget {
        steps = List.copyOf(steps);
    }

    /**
     * @param step as the history will call it
     * @param command its equivalent on a command line, with secrets masked
     */
    public record PlannedStep(String step, String title, String command) {}
}
