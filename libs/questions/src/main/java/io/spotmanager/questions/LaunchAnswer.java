package io.spotmanager.questions;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.pool.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch would do, by the rules of the worker that would carry it out.
 *
 * @param target null where region or pool do not determine what would be ordered
 * @param tenants of the host
 */
public record LaunchAnswer(List<Check> checks, @Nullable LaunchTarget target, HostTenants tenants) {
    public LaunchAnswer {
        checks = List.copyOf(checks);
    }
}
