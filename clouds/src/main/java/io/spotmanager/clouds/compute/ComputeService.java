package io.spotmanager.clouds.compute;

import org.jspecify.annotations.Nullable;

/**
 * The agent that runs servers on one host.
 *
 * @param enabled false once an administrator took it out of scheduling
 * @param up whether it reported to the cloud lately
 * @param disabledReason the administrator's words; null when there are none
 * @param zone the availability zone the host is in now
 */
public record ComputeService(
        String host, boolean enabled, boolean up, @Nullable String disabledReason, String zone) {}
