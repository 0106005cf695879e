package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A VM that no launch made, and that an administrator took over on record.
 *
 * @param serverId its id in Nova
 * @param machineId its machine at RunPod; null if there was none
 */
public record AdoptedVm(
        long vmId, String serverId, @Nullable String machineId, String adoptedBy) {}
