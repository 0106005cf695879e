package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.gateway.security.rights.Touched;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which VM is taken over, by the ids that an administrator looked at.
 *
 * @param vmId of the VM at Hyperstack
 * @param serverId of its server at Nova
 * @param machineId of its machine at RunPod; null if it has none
 * @param reason why it is taken over; stored in the history
 */
@Schema(name = "AdoptVmBody")
record AdoptBody(
        @NotNull(message = RetireBody.NAME) @Pattern(regexp = RetireBody.NAMES, message = RetireBody.NAME)
        String hostname,

        @NotNull(message = VM) @Min(value = 1, message = VM) Long vmId,

        @NotNull(message = SERVER) @Pattern(regexp = "[A-Za-z0-9-]{1,64}", message = SERVER)
        String serverId,

        @Pattern(regexp = "[A-Za-z0-9_-]{1,64}", message = MACHINE) @Nullable
        String machineId,

        @NotBlank(message = "must say why; it stays on record")
        @Size(max = 2_000, message = "must have at most 2000 characters")
        String reason)
        implements Touched.Body {
    private static final String VM =
            "must be the id of the VM at Hyperstack, as POST /api/preview-runpod-adopt shows it";
    private static final String SERVER =
            "must be the id of the server in Nova, as POST /api/preview-runpod-adopt shows it";
    private static final String MACHINE =
            "must be the id of the machine in RunPod's console, or be left out if the VM has none";

    @Override
    public Touched touched() {
        return Touched.host(hostname);
    }

    AdoptVmRequest adoption() {
        return new AdoptVmRequest(hostname, vmId, serverId, machineId);
    }
}
