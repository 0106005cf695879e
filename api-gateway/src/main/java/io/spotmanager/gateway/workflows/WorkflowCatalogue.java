package io.spotmanager.gateway.workflows;

import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.OfferedAction;
import io.spotmanager.workflow.description.WorkflowDescription.StateKind;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import io.spotmanager.workflow.operation.WorkflowStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest description of each workflow, cached for one second. */
@Component
public class WorkflowCatalogue {
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private record CachedWorkflows(Instant until, List<WorkflowDescription> workflows) {}

    private final WorkflowDescriptions descriptions;
    private final InstantSource clock;
    private volatile @Nullable CachedWorkflows latest;

    WorkflowCatalogue(WorkflowDescriptions descriptions, InstantSource clock) {
        this.descriptions = descriptions;
        this.clock = clock;
    }

    /** Returns one description per workflow, by name. */
    public List<WorkflowDescription> newest() {
        var cached = latest;
        var now = clock.instant();
        if (cached == null || !now.isBefore(cached.until())) {
            cached = new CachedWorkflows(now.plus(MAX_AGE), descriptions.newest());
            latest = cached;
        }
        return cached.workflows();
    }

    /** The initial state and actions of that kind, from its newest description. */
    public WorkflowStart startOf(String kind) {
        return newest().stream()
                .filter(workflow -> workflow.name().equals(kind))
                .findFirst()
                .map(workflow ->
                        new WorkflowStart(workflow.initialState(), workflow.firstActions(), workflow.version()))
                .orElse(WorkflowStart.UNDESCRIBED);
    }

    /** The start of an operation that begins in that state instead; empty if the newest description has no step there. */
    public Optional<WorkflowStart> startIn(String kind, String state) {
        return newest().stream()
                .filter(workflow -> workflow.name().equals(kind))
                .flatMap(workflow -> workflow.states().stream()
                        .filter(each -> each.name().equals(state) && each.kind() == StateKind.STEP)
                        .map(each -> new WorkflowStart(
                                state,
                                each.actions().stream()
                                        .map(OfferedAction::action)
                                        .toList(),
                                workflow.version())))
                .findFirst();
    }
}
