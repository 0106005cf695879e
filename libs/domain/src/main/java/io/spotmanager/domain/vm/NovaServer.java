package io.spotmanager.domain.vm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM as Nova knows it.
 *
 * @param id Nova's UUID
 * @param state what it is doing and where
 * @param flavorName empty when not told
 * @param addresses fixed and floating, of all its networks
 * @param created null when not told
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
     * @param taskState such as spawning; null when it does nothing
     * @param vmState such as building, active; null when not told
     * @param host the compute host it runs on; null when it is on none yet, or shelved
     */
    public record State(
            String status,
            @Nullable String taskState,
            @Nullable String vmState,
            @Nullable String host) {}
}
