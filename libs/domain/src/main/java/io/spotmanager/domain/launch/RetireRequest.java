package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A request to retire the VM for RunPod that runs on a host.
 *
 * @param hostname the host, and the VM's name
 * @param rentersAcknowledged true if the VM may be deleted although renters use it, or RunPod does not tell whether any do
 * @param waitHours how long to wait until nobody rents it; null to wait not at all
 */
public record RetireRequest(
        String hostname,
        boolean rentersAcknowledged,
        @Nullable Integer waitHours) {}
