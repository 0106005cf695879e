package io.spotmanager.domain.launch;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to retire the VM for RunPod that runs on a host, and to move the host to another pool once nothing of the VM is left.
 *
 * @param hostname as of a {@link RetireRequest}, like the next three
 * @param acknowledge the consequences of the move that the requester accepts; null for none, never empty
 */
public record RetireAndMoveRequest(
        String hostname,
        boolean rentersAcknowledged,
        @Nullable Integer waitHours,
        @Nullable Instant deadline,
        String sourceAggregate,
        String targetAggregate,
        @Nullable Set<Acknowledgement> acknowledge) {
    /** The name of its workflow. */
    public static final String KIND = "retire-and-move";

    /** What to do where the move is refused, as a sentence. */
    public static final String WAY_OUT =
            "Send another target_aggregate, or leave it out: the VM is then retired, and the host stays in its pool.";

    public RetireAndMoveRequest {
        acknowledge = new MoveRequest(hostname, sourceAggregate, targetAggregate, acknowledge).acknowledge();
    }

    /** @param move of the host that carries the VM */
    public static RetireAndMoveRequest of(RetireRequest retirement, MoveRequest move) {
        return new RetireAndMoveRequest(
                retirement.hostname(),
                retirement.rentersAcknowledged(),
                retirement.waitHours(),
                retirement.deadline(),
                move.sourceAggregate(),
                move.targetAggregate(),
                move.acknowledge());
    }

    /** The same without the move. */
    public RetireRequest retirement() {
        return new RetireRequest(hostname, rentersAcknowledged, waitHours, deadline);
    }

    /** What follows the retirement. */
    public MoveRequest move() {
        return new MoveRequest(hostname, sourceAggregate, targetAggregate, acknowledge);
    }
}
