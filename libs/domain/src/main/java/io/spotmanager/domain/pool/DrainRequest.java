package io.spotmanager.domain.pool;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to empty a host by closing it for new VMs and waiting, and then to move it, or to withdraw it.
 *
 * @param targetAggregate the pool that it goes into; null to withdraw it
 * @param deadline until when to wait for its last VM; after that a person decides
 * @param reason why; not blank, since Nova shows it at the closed host
 * @param staysDisabled whether Nova's service stays disabled at the end; only without a target
 * @param acknowledge the consequences that the requester accepts; null for none, never empty
 */
public record DrainRequest(
        String host,
        String sourceAggregate,
        @Nullable String targetAggregate,
        Instant deadline,
        String reason,
        boolean staysDisabled,
        @Nullable Set<Acknowledgement> acknowledge) {
    public DrainRequest {
        if (staysDisabled && targetAggregate != null) {
            throw new IllegalArgumentException("a host that goes into a pool is to sell there");
        }
        acknowledge = MoveRequest.outOf(host, sourceAggregate, acknowledge).acknowledge();
    }

    /** The same as a move, into no pool if it is a withdrawal. */
    public MoveRequest move() {
        return targetAggregate == null
                ? MoveRequest.outOf(host, sourceAggregate, acknowledge)
                : new MoveRequest(host, sourceAggregate, targetAggregate, acknowledge);
    }
}
