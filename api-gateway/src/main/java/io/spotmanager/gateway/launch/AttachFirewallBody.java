package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which VM gets the firewall.
 *
 * @param hostname the host, whose name its VM has
 * @param vmId Hyperstack's number of the VM, so that only the one that was looked at gets it; null for the only one of that name
 * @param reason why; stored in the history
 */
record AttachFirewallBody(
        @NotNull(message = RetireBody.NAME) @Pattern(regexp = RetireBody.NAMES, message = RetireBody.NAME)
        String hostname,

        @Min(value = 1, message = VM) @Nullable Long vmId,

        @NotBlank(message = "must say why; it stays on record")
        @Size(max = 2_000, message = "must have at most 2000 characters")
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId)
        implements Touched.Body {
    static final String VM =
            "must be the id of the VM at Hyperstack, as GET /api/hyperstack/firewalls/{id} shows it, or be left out";

    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }

    AttachFirewallRequest attachment(long firewall) {
        return new AttachFirewallRequest(hostname, firewall, vmId);
    }
}
