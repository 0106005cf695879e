package io.spotmanager.domain.vm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM as Nova shows it.
 *
 * @param id Nova's UUID
 * @param state its status and its host
 * @param flavorName empty if unknown
 * @param addresses fixed and floating, of all its networks
 * @param created null if unknown
 */
public record NovaServer(
        String id,
        String name,
        State state,
        String projectId,
        String flavorName,
        List<String> addresses,
        @Nullable Instant created) {

    public NovaServer {
        addresses = List.copyOf(addresses);
    }

    /**
     * @param status such as BUILD, ACTIVE, ERROR
     * @param taskState such as spawning; null if there is no task
     * @param vmState such as building, active; null if unknown
     * @param host the compute host it runs on; null if it is on none yet, or shelved
     */
    public record State(
            String status,
            @Nullable String taskState,
            @Nullable String vmState,
            @Nullable String host) {}
}
