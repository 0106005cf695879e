package io.spotmanager.gateway.launch;

import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How retirements are looked at that may need a second person. */
class RetireReview implements CommandReview {
    private final String kind;
    private final ReviewedHosts hosts;
    private final RetirePreviews previews;

    RetireReview(String kind, ReviewedHosts hosts, RetirePreviews previews) {
        this.kind = kind;
        this.hosts = hosts;
        this.previews = previews;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<String> contracts(Command command) {
        var asked = Retiring.of(command);
        var move = asked.move();
        var touched = hosts.contracts(asked.retirement().hostname());
        return move == null
                ? touched
                : Stream.concat(
                                touched.stream(),
                                hosts.contractsAmong(move.sourceAggregate(), move.targetAggregate()).stream())
                        .distinct()
                        .toList();
    }

    @Override
    public @Nullable String vms(Command command) {
        return hosts.vms(Retiring.of(command).retirement().hostname());
    }

    @Override
    public ReviewedPreview preview(Command command) {
        var looked = previews.look(Retiring.of(command));
        var preview = looked.preview();
        return new ReviewedPreview(
                preview.allowed(),
                preview.checks(),
                preview.steps().stream()
                        .map(step -> new Line(step.title(), step.command()))
                        .toList(),
                ReviewedTenants.of(looked.tenants()),
                null);
    }
}
