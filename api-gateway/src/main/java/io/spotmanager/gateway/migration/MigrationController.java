package io.spotmanager.gateway.migration;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving a host. */
@RestController
@RequestMapping("/api")
@Tag(name = "Moves")
class MigrationController {
    private static final String KIND = "migration";

    /** What an operator may ask for before a worker has seen the move. */
    private final MovePreviews previews;

    private final TargetFinder targets;
    private final CommandService desk;

    MigrationController(MovePreviews previews, TargetFinder targets, CommandService desk) {
        this.previews = previews;
        this.targets = targets;
        this.desk = desk;
    }

    /** What the move would do and whether it would be allowed; changes nothing. */
    @PostMapping("/preview-migration")
    @Operation(operationId = "previewMigration", summary = "Preview a move")
    @ErrorResponses(ProblemType.CLOUD_UNAVAILABLE)
    MovePreview preview(@Valid @RequestBody MigrationBody body) {
        return previews.of(body.move());
    }

    /** Accepts the move. It is on record when this answers, and will end. */
    @PostMapping("/execute-migration")
    @Operation(operationId = "executeMigration", summary = "Move a host")
    @ErrorResponses({ProblemType.HOST_BUSY, ProblemType.IDEMPOTENCY_KEY_REUSED})
    ResponseEntity<AcceptedOperation> execute(
            @Valid @RequestBody MigrationBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        var request = Json.MAPPER.valueToTree((MoveRequest) body.move());
        var command = new Command(KIND, body.host(), request, user.getName(), body.reason(), body.batchId());
        return desk.submit(command, key);
    }

    /** The pool of the wanted kind for a host's GPU type, also if it is empty. */
    @GetMapping("/get-target-aggregate")
    @Operation(operationId = "getTargetAggregate", summary = "Find the pool that a host belongs into")
    @ErrorResponses(ProblemType.NOT_FOUND)
    TargetFinder.Target target(
            @RequestParam String host,
            @RequestParam("target_type") String kind,
            @RequestParam(required = false) @Nullable String variant) {
        return targets.find(host, kind, variant);
    }
}
