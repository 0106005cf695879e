package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A request to launch a VM for RunPod on an empty host.
 *
 * @param hostname the host, and the VM's name
 * @param imageId the id of the image; null if the name alone selects it
 * @param keepOnFailure true to keep the VM and the machine for inspection if the launch fails
 */
public record LaunchRequest(
        String hostname, String imageName, @Nullable Long imageId, boolean keepOnFailure) {}
