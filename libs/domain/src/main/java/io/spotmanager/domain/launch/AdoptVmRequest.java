package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A request of an administrator to take over the VM on a host that no launch made.
 *
 * @param hostname the host, and the VM's name
 * @param vmId its id at Hyperstack, as the administrator saw it
 * @param serverId its id in Nova, as the administrator saw it
 * @param machineId its machine at RunPod, as the administrator saw it; null if it has none
 */
public record AdoptVmRequest(
        String hostname,
        long vmId,
        String serverId,
        @Nullable String machineId) {
    /** The kind of the operation, by whose records a retirement knows what was taken over. */
    public static final String KIND = "adopt-vm";

    /** Returns what is taken over if the request succeeds. */
    public AdoptedVm by(String person) {
        return new AdoptedVm(vmId, serverId, machineId, person);
    }
}
