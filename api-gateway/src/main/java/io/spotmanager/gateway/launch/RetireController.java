package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Retiring a VM for RunPod. */
@RestController
@RequestMapping("/api")
@Tag(name = "Launches")
class RetireController {
    static final String KIND = "retire";

    private final LaunchCatalogue launches;
    private final RetirePreviews previews;
    private final CommandGate commands;
    private final InstantSource clock;

    RetireController(LaunchCatalogue launches, RetirePreviews previews, CommandGate commands, InstantSource clock) {
        this.launches = launches;
        this.previews = previews;
        this.commands = commands;
        this.clock = clock;
    }

    /** Whose the VM is, and what the retirement would do, step by step; changes nothing. */
    @PostMapping("/preview-runpod-retire")
    @Operation(operationId = "previewRetirement", summary = "Preview a retirement")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    RetirePreview preview(@Valid @RequestBody RetireBody body, Authentication user) {
        return previews.look(body.retirement(clock.instant())).preview().with(commands.expected(command(body, user)));
    }

    /** Accepts the retirement. It is on record when this answers, and will end; or it waits for a second person. */
    @PostMapping("/execute-runpod-retire")
    @Operation(operationId = "executeRetirement", summary = "Retire a VM for RunPod")
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
            @Valid @RequestBody RetireBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Authentication user) {
        launches.requireNotOff();
        return commands.submit(command(body, user), key, user);
    }

    private Command command(RetireBody body, Authentication user) {
        var request = Json.MAPPER.valueToTree((RetireRequest) body.retirement(clock.instant()));
        return new Command(KIND, body.hostname(), request, user.getName(), body.reason(), body.batchId());
    }
}
