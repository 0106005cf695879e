package io.spotmanager.domain.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to put a host that is in no pool into one.
 *
 * @param acknowledge the consequences that the requester accepts; null for none, never empty
 */
public record PlaceRequest(
        String host, String targetAggregate, @Nullable Set<Acknowledgement> acknowledge) {
    public PlaceRequest {
        acknowledge = MoveRequest.into(host, targetAggregate, acknowledge).acknowledge();
    }

    /** The same as a move out of no pool. */
    public MoveRequest move() {
        return MoveRequest.into(host, targetAggregate, acknowledge);
    }
}
