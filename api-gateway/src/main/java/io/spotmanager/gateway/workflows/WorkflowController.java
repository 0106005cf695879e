package io.spotmanager.gateway.workflows;

import io.spotmanager.workflow.description.WorkflowDescription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The descriptions of the workflows. */
@RestController
@Tag(name = "Operations")
class WorkflowController {
    /** @param workflows the newest version of each workflow, by name */
    record Workflows(List<WorkflowDescription> workflows) {}

    private final WorkflowCatalogue catalogue;

    WorkflowController(WorkflowCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The states, titles, actions and happy path of every workflow, as its workers describe it. */
    @GetMapping("/api/workflows")
    @Operation(operationId = "listWorkflows", summary = "List the workflows")
    Workflows workflows() {
        return new Workflows(catalogue.newest());
    }
}
