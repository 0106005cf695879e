package io.spotmanager.gateway.workflows;

import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.spotmanager.workflow.operation.WorkflowStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest description of each workflow, read again at most once a second, so that commands do not each ask for it. */
@Component
public class WorkflowCatalogue {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Reading(Instant until, List<WorkflowDescription> workflows) {}

    private final WorkflowDescriptions descriptions;
    private final InstantSource clock;
    private volatile @Nullable Reading latest;

    WorkflowCatalogue(WorkflowDescriptions descriptions, InstantSource clock) {
        this.descriptions = descriptions;
        this.clock = clock;
    }

    /** By name. */
    public List<WorkflowDescription> newest() {
        var reading = latest;
        var now = clock.instant();
        if (reading == null || !now.isBefore(reading.until())) {
            reading = new Reading(now.plus(FRESH), descriptions.newest());
            latest = reading;
        }
        return reading.workflows();
    }

    /** How operations of that kind begin, as the newest description says. */
    public WorkflowStart startOf(String kind) {
        return newest().stream()
                .filter(workflow -> workflow.name().equals(kind))
                .findFirst()
                .map(workflow ->
                        new WorkflowStart(workflow.initialState(), workflow.firstActions(), workflow.version()))
                .orElse(WorkflowStart.UNDESCRIBED);
    }
}
