package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.AdoptVmRequest;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking over a VM that no launch made, so that it can be retired. */
@RestController
@RequestMapping("/api")
@Tag(name = "Launches")
class AdoptController {
    private final LaunchCatalogue launches;
    private final Questions clouds;
    private final CommandService commands;

    AdoptController(LaunchCatalogue launches, Questions clouds, CommandService commands) {
        this.launches = launches;
        this.clouds = clouds;
        this.commands = commands;
    }

    /** What Hyperstack and Nova say now of the VM of a host, side by side, with the ids to adopt it by; changes nothing. */
    @PostMapping("/preview-runpod-adopt")
    @Operation(operationId = "previewAdoption", summary = "Look at a VM before adopting it")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    AdoptPreview preview(@Valid @RequestBody AdoptPreviewBody body) {
        launches.requireNotOff();
        var asked = clouds.ask(new Question.Adoption(body.hostname()));
        return AdoptPreview.of(
                body.hostname(), asked.found().orElseThrow(() -> LaunchPreviews.unavailable(asked.readProblem())));
    }

    /** Accepts the adoption. The worker reads the clouds again, and adopts only what was looked at. */
    @PostMapping("/adopt-runpod-vm")
    @Operation(operationId = "adoptVm", summary = "Adopt a VM for RunPod that no launch made")
    @ErrorResponses({
        ProblemType.FEATURE_OFF,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED
    })
    ResponseEntity<AcceptedOperation> adopt(
            @Valid @RequestBody AdoptBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        launches.requireNotOff();
        var request = Json.MAPPER.valueToTree((AdoptVmRequest) body.adoption());
        var command = new Command(AdoptVmRequest.KIND, body.hostname(), request, user.getName(), body.reason(), null);
        return commands.submit(command, commands.idempotency(key, command));
    }
}
