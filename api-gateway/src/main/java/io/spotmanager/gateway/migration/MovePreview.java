package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.reservations.ReservationPreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a move would do.
 *
 * @param allowed whether the worker would carry it out if the cloud is as it was when the snapshot was taken
 * @param acknowledge what to send along to make it allowed, as far as that helps
 * @param reservation when it would begin; null if it is not to begin at a time
 * @param host of the move
 * @param source the pool that it leaves; empty for none
 * @param target the pool that it enters; empty for none
 * @param approval why a second person would have to approve it; null if by what it touches nobody would
 */
record MovePreview(
        boolean allowed,
        List<Check> checks,
        List<Acknowledgement> acknowledge,
        List<String> commands,
        SnapshotAge snapshot,
        @Nullable List<Applied> approval,
        @Nullable ReservationPreview reservation,
        String host,
        String source,
        String target) {
    MovePreview with(@Nullable List<Applied> rules) {
        return new MovePreview(
                allowed, checks, acknowledge, commands, snapshot, rules, reservation, host, source, target);
    }

    MovePreview at(ReservationPreview times) {
        return new MovePreview(allowed, checks, acknowledge, commands, snapshot, approval, times, host, source, target);
    }
}
