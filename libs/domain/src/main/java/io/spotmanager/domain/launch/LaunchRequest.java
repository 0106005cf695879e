package io.spotmanager.domain.launch;

import org.jspecify.annotations.Nullable;

/**
 * A VM for RunPod is to be launched on an empty host.
 *
 * @param hostname the host, and the VM's name
 * @param imageId the image that the name must belong to; null leaves the name alone to decide
 * @param keepOnFailure what was made is kept for a look when the launch fails
 */
public record LaunchRequest(
        String hostname, String imageName, @Nullable Long imageId, boolean keepOnFailure) {}
