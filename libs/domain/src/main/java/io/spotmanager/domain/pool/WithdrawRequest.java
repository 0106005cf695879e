package io.spotmanager.domain.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to take a host out of its pool and to put it into no other.
 *
 * @param disableService whether Nova's service of the host is disabled as well, with a {@link ServiceMark}
 * @param reason why; not blank
 * @param acknowledge the consequences that the requester accepts; null for none, never empty
 */
public record WithdrawRequest(
        String host,
        String sourceAggregate,
        boolean disableService,
        String reason,
        @Nullable Set<Acknowledgement> acknowledge) {
    public WithdrawRequest {
        acknowledge = MoveRequest.outOf(host, sourceAggregate, acknowledge).acknowledge();
    }

    /** The same as a move into no pool. */
    public MoveRequest move() {
        return MoveRequest.outOf(host, sourceAggregate, acknowledge);
    }
}
