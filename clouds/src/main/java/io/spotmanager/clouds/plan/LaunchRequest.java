package io.spotmanager.clouds.plan;

import org.jspecify.annotations.Nullable;

/**
 * A VM for RunPod is to be launched on an empty host.
 *
 * @param hostname the host, and the VM's name
 * @param imageId the image that the name must belong to; null leaves the name alone to decide
 * @param keepOnFailure what was made is kept for a look when the launch fails
 * @param equipment what the snapshot knew of the host when the launch was asked for
 */
public record LaunchRequest(
        String hostname, String imageName, @Nullable Long imageId, boolean keepOnFailure, Equipment equipment) {

    /**
     * @param gpus null when not known
     * @param nvlinks null when not known
     */
    public record Equipment(
            @Nullable Integer gpus, @Nullable Boolean nvlinks) {
        public static final Equipment UNKNOWN = new Equipment(null, null);
    }
}
