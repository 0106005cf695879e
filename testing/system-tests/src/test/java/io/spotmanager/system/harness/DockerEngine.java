package io.spotmanager.system.harness;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, if one answers. */
final class DockerEngine {
    private DockerEngine() {}

    /** Returns true if an engine answers and has the image; tests do not download images. */
    static boolean has(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
