package io.spotmanager.domain.compute;

import org.jspecify.annotations.Nullable;

/**
 * The nova-compute service of one host.
 *
 * @param enabled false if an administrator has disabled it
 * @param up true if it has reported to Nova recently
 * @param disabledReason the administrator's reason; null if there is none
 * @param zone the present availability zone of the host
 * @param known false if the host's cell is unreachable: then only the host's name is valid
 */
public record ComputeService(
        String host, boolean enabled, boolean up, @Nullable String disabledReason, String zone, boolean known) {

    private static final String UNTOLD = "Nova does not tell whether it is enabled";

    /** A service whose fields are all known. */
    public ComputeService(String host, boolean enabled, boolean up, @Nullable String disabledReason, String zone) {
        this(host, enabled, up, disabledReason, zone, true);
    }

    /** A service of which Nova does not tell whether it is enabled. It does not count as enabled. */
    public static ComputeService untold(String host, boolean up, String zone) {
        return new ComputeService(host, false, up, UNTOLD, zone);
    }

    /** False if Nova does not tell whether the service is enabled. */
    public boolean isTold() {
        return !UNTOLD.equals(disabledReason);
    }

    /** A service in an unreachable cell. */
    public static ComputeService unknown(String host) {
        return new ComputeService(host, false, false, null, "", false);
    }
}
