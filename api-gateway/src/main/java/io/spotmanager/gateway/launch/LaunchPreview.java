package io.spotmanager.gateway.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.pool.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch would do.
 *
 * @param allowed whether the worker would carry it out if nothing changed until then
 * @param target null where region or pool do not tell what would be ordered; so are the steps and the cloud-init text
 */
record LaunchPreview(
        boolean allowed,
        List<Check> checks,
        @JsonUnwrapped @Nullable Target target,
        Mark snapshot) {

    /** @param cloudInit with the install certificate masked */
    record Target(String region, String environment, String flavor, List<PlannedStep> steps, String cloudInit) {}

    /**
     * @param step as the history will call it
     * @param command its equivalent on a command line, with secrets masked
     */
    record PlannedStep(String step, String title, String command) {}

    /** How old the board is; the checks themselves have just been read from the clouds. */
    record Mark(long generation, @Nullable Instant readAt) {}
}
