package io.spotmanager.gateway.workflows;

import io.spotmanager.workflow.description.WorkflowDescription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the kinds of operations are. */
@RestController
@Tag(name = "Operations")
class WorkflowController {
    /** @param workflows of each workflow the newest version, by name */
    record Workflows(List<WorkflowDescription> workflows) {}

    private final WorkflowCatalogue catalogue;

    WorkflowController(WorkflowCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The states of every workflow, what they are called, and the way that its operations take, as its workers describe it. */
    @GetMapping("/api/workflows")
    @Operation(operationId = "listWorkflows", summary = "See how operations of each kind go on")
    Workflows workflows() {
        return new Workflows(catalogue.newest());
    }
}
