package io.spotmanager.domain.compute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine of any project.
 *
 * @param status Nova's value, such as ACTIVE or ERROR
 * @param host the compute host it runs on; null if it is on none (shelved, never scheduled)
 * @param projectId the id of its project
 * @param flavor the flavor when the server was created; Nova keeps it even if the flavor is deleted
 * @param created null if unknown
 */
public record Server(
        String id,
        String name,
        String status,
        @Nullable String host,
        String projectId,
        Flavor flavor,
        @Nullable Instant created) {

    /** A server of which only the name of the flavor is known. */
    public Server(String id, String name, String status, @Nullable String host, String projectId, String flavorName) {
        this(id, name, status, host, projectId, Flavor.named(flavorName), null);
    }

    /** False for a server in an unreachable cell: only its id and its project are valid. */
    public boolean isKnown() {
        return !status.equals("UNKNOWN");
    }

    /** Returns an empty text if unknown. */
    public String flavorName() {
        return flavor.name();
    }
}
