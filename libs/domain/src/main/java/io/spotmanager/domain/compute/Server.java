package io.spotmanager.domain.compute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine of any tenant.
 *
 * @param status the cloud's word, such as ACTIVE or ERROR
 * @param host the compute host it runs on; null when it is on none (shelved, never scheduled)
 * @param projectId the tenant it belongs to
 * @param flavor as it was when the server was made; the cloud keeps it even after the flavor was deleted
 * @param created null when unknown
 */
public record Server(
        String id,
        String name,
        String status,
        @Nullable String host,
        String projectId,
        Flavor flavor,
        @Nullable Instant created) {

    /** One of which no more is known than its flavor's name. */
    public Server(String id, String name, String status, @Nullable String host, String projectId, String flavorName) {
        this(id, name, status, host, projectId, Flavor.named(flavorName), null);
    }

    /** False for a server in a cell that the cloud cannot reach: of that, no more than its id and its project is told. */
    public boolean isKnown() {
        return !status.equals("UNKNOWN");
    }

    /** Empty when unknown. */
    public String flavorName() {
        return flavor.name();
    }
}
