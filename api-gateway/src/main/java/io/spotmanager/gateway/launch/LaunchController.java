package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Launching a VM for RunPod. */
@RestController
@RequestMapping("/api")
@Tag(name = "Launches")
class LaunchController {
    static final String KIND = "launch";

    private final LaunchCatalogue launches;

    private final LaunchPreviews previews;
    private final CommandGate commands;

    LaunchController(LaunchCatalogue launches, LaunchPreviews previews, CommandGate commands) {
        this.launches = launches;
        this.previews = previews;
        this.commands = commands;
    }

    /** What the launch would do, step by step, and whether it would be allowed; changes nothing. */
    @PostMapping("/preview-runpod-launch")
    @Operation(operationId = "previewLaunch", summary = "Preview a launch")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    LaunchPreview preview(@Valid @RequestBody LaunchBody body, Authentication user) {
        return previews.of(body.launch()).with(commands.expected(command(body, user)));
    }

    /** Accepts the launch. It is on record when this answers, and will end; or it waits for a second person. */
    @PostMapping("/execute-runpod-launch")
    @Operation(operationId = "executeLaunch", summary = "Launch a VM for RunPod")
    @ErrorResponses({
        ProblemType.FEATURE_OFF,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.CHECKS_FAILED,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER
    })
    ResponseEntity<CommandAnswer> execute(
            @Valid @RequestBody LaunchBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Authentication user) {
        launches.requireNotOff();
        return commands.submit(command(body, user), key, user);
    }

    private static Command command(LaunchBody body, Authentication user) {
        var request = Json.MAPPER.valueToTree((LaunchRequest) body.launch());
        return new Command(KIND, body.hostname(), request, user.getName(), body.reason(), body.batchId());
    }
}
