package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A request to attach the firewall of its region to the VM of a host that lacks it.
 *
 * @param hostname the host, and the VM's name
 * @param vmId Hyperstack's number of the VM, as the requester named it; null if only the name was given
 */
public record AttachFirewallRequest(
        String hostname, long firewallId, @Nullable Long vmId) {
    /** The kind of the operation. */
    public static final String KIND = "attach-firewall";
}
