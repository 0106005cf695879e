package io.spotmanager.domain.compute;

import org.jspecify.annotations.Nullable;

/**
 * The agent that runs servers on one host.
 *
 * @param enabled false once an administrator took it out of scheduling
 * @param up whether it reported to the cloud lately
 * @param disabledReason the administrator's words; null when there are none
 * @param zone the availability zone the host is in now
 * @param known false when the cloud cannot reach the cell of the host: then nothing but the host's name is told
 */
public record ComputeService(
        String host, boolean enabled, boolean up, @Nullable String disabledReason, String zone, boolean known) {

    /** One of which the cloud tells everything. */
    public ComputeService(String host, boolean enabled, boolean up, @Nullable String disabledReason, String zone) {
        this(host, enabled, up, disabledReason, zone, true);
    }

    /** One in a cell that the cloud cannot reach. */
    public static ComputeService unknown(String host) {
        return new ComputeService(host, false, false, null, "", false);
    }
}
