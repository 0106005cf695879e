package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.TenantRules;
import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How moves, placements and withdrawals are looked at that may need a second person. */
class MoveReview implements CommandReview {
    private final String kind;
    private final SnapshotHostReader snapshot;
    private final MovePreviews previews;
    private final PoolNaming naming;

    MoveReview(String kind, SnapshotHostReader snapshot, MovePreviews previews, PoolNaming naming) {
        this.kind = kind;
        this.snapshot = snapshot;
        this.previews = previews;
        this.naming = naming;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<String> contracts(Command command) {
        var move = move(command);
        return Stream.of(move.sourceAggregate(), move.targetAggregate())
                .filter(name -> naming.read(name).filter(Pool::isContract).isPresent())
                .toList();
    }

    /**
     * A move that accepts VMs counts as one of a host with VMs: without that word the worker refuses a host on which one has started
     * since the snapshot was read. One that waits until its host is empty touches no VM.
     */
    @Override
    public @Nullable String vms(Command command) {
        if (HostCommand.of(command) instanceof HostCommand.Drain) {
            return null;
        }
        var move = move(command);
        var seen = snapshot.of(move.host());
        var tenants = seen.observation().tenants();
        if (tenants.inUse()) {
            return TenantRules.found(move.host(), tenants);
        }
        if (tenants.of(HiddenTenant.Kind.CELL_DOWN).findAny().isPresent()
                || seen.stale().isPresent()) {
            return "Which VMs %s has is not known now.".formatted(move.host());
        }
        return Stream.of(Acknowledgement.VMS, Acknowledgement.ALLOCATIONS)
                .filter(move::acknowledges)
                .findFirst()
                .map(what -> "It acknowledges %s, so %s may have VMs.".formatted(what, move.host()))
                .orElse(null);
    }

    @Override
    public ReviewedPreview preview(Command command) {
        var asked = HostCommand.of(command);
        var seen = snapshot.of(asked.asMove().host());
        var preview = previews.of(asked, seen);
        return new ReviewedPreview(
                preview.allowed(),
                preview.checks(),
                preview.commands().stream().map(line -> new Line(null, line)).toList(),
                ReviewedTenants.of(seen.observation().tenants()),
                preview.snapshot().readAt());
    }

    private static MoveRequest move(Command command) {
        return HostCommand.of(command).asMove();
    }
}
