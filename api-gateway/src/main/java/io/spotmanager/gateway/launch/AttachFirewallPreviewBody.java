package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which VM would get the firewall.
 *
 * @param hostname the host, whose name its VM has
 * @param vmId Hyperstack's number of the VM; null for the only one of that name
 */
record AttachFirewallPreviewBody(
        @NotNull(message = RetireBody.NAME) @Pattern(regexp = RetireBody.NAMES, message = RetireBody.NAME)
        String hostname,

        @Min(value = 1, message = AttachFirewallBody.VM) @Nullable
        Long vmId)
        implements Touched.Body {
    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }

    AttachFirewallRequest attachment(long firewall) {
        return new AttachFirewallRequest(hostname, firewall, vmId);
    }
}
