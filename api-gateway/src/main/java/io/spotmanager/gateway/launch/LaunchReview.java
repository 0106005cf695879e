package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.gateway.approvals.CommandReview;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import io.spotmanager.gateway.approvals.ReviewedTenants;
import io.spotmanager.questions.LaunchTarget;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How launches are looked at that may need a second person. */
@Component
class LaunchReview implements CommandReview {
    private final ReviewedHosts hosts;
    private final LaunchPreviews previews;

    LaunchReview(ReviewedHosts hosts, LaunchPreviews previews) {
        this.hosts = hosts;
        this.previews = previews;
    }

    @Override
    public String kind() {
        return LaunchController.KIND;
    }

    @Override
    public List<String> contracts(Command command) {
        return hosts.contracts(launch(command).hostname());
    }

    /** Only what the snapshot shows: the worker launches nothing on a host that is not empty, whoever approves it. */
    @Override
    public @Nullable String vms(Command command) {
        return hosts.vms(launch(command).hostname());
    }

    @Override
    public ReviewedPreview preview(Command command) {
        var looked = previews.look(launch(command));
        var preview = looked.preview();
        return new ReviewedPreview(
                preview.allowed(),
                preview.checks(),
                Optional.ofNullable(preview.target()).map(LaunchTarget::steps).stream()
                        .flatMap(steps -> steps.stream())
                        .map(step -> new Line(step.title(), step.command()))
                        .toList(),
                ReviewedTenants.of(looked.tenants()),
                preview.snapshot().readAt());
    }

    private static LaunchRequest launch(Command command) {
        return Json.MAPPER.treeToValue(command.request(), LaunchRequest.class);
    }
}
