package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How retirements are looked at that may need a second person. */
@Component
class RetireReview implements CommandReview {
    private final ReviewedHosts hosts;
    private final RetirePreviews previews;

    RetireReview(ReviewedHosts hosts, RetirePreviews previews) {
        this.hosts = hosts;
        this.previews = previews;
    }

    @Override
    public String kind() {
        return RetireController.KIND;
    }

    @Override
    public List<String> contracts(Command command) {
        return hosts.contracts(retirement(command).hostname());
    }

    @Override
    public @Nullable String vms(Command command) {
        return hosts.vms(retirement(command).hostname());
    }

    @Override
    public ReviewedPreview preview(Command command) {
        var retirement = retirement(command);
        var looked = previews.look(retirement);
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

    private static RetireRequest retirement(Command command) {
        return Json.MAPPER.treeToValue(command.request(), RetireRequest.class);
    }
}
