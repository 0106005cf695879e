package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import io.spotmanager.workflow.operation.Command;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Attaching the firewall of its region to a VM that lacks it. */
@RestController
@RequestMapping("/api/hyperstack/firewalls/{id}")
@Tag(name = "Launches")
class AttachFirewallController {
    /**
     * What attaching a firewall would do.
     *
     * @param allowed whether the worker would attach it
     * @param steps empty unless every rule allows it, and if the VM has the firewall already
     */
    record FirewallPreview(boolean allowed, List<Check> checks, List<PlannedStep> steps) {}

    private final LaunchCatalogue launches;
    private final Questions clouds;
    private final CommandService commands;

    AttachFirewallController(LaunchCatalogue launches, Questions clouds, CommandService commands) {
        this.launches = launches;
        this.clouds = clouds;
        this.commands = commands;
    }

    /** Which list of firewalls would be sent for the VM: those that it has, and the one that it lacks. Changes nothing. */
    @PostMapping("/preview-attach")
    @Operation(operationId = "previewFirewall", summary = "Preview attaching a firewall")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.CLOUD_UNAVAILABLE})
    FirewallPreview preview(@PathVariable long id, @Valid @RequestBody AttachFirewallPreviewBody body) {
        launches.requireNotOff();
        var asked = clouds.ask(new Question.FirewallAttachment(body.attachment(id)));
        var answer = asked.found().orElseThrow(() -> LaunchPreviews.unavailable(asked.readProblem()));
        return new FirewallPreview(answer.checks().stream().allMatch(Check::allows), answer.checks(), answer.steps());
    }

    /** Accepts the attachment. The launch worker reads what the VM has, adds the firewall, and looks that none was lost. */
    @PostMapping("/attach")
    @Operation(operationId = "attachFirewall", summary = "Attach a firewall to a VM that lacks it")
    @ErrorResponses({
        ProblemType.FEATURE_OFF,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED
    })
    ResponseEntity<AcceptedOperation> attach(
            @PathVariable long id,
            @Valid @RequestBody AttachFirewallBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        launches.requireNotOff();
        return commands.submit(command(body.attachment(id), user, body.reason(), body.batchId()), key);
    }

    /** One operation for each VM, under the name of its host: nothing else is done to that VM meanwhile. */
    static Command command(
            AttachFirewallRequest request, Principal user, @Nullable String reason, @Nullable String batchId) {
        return new Command(
                AttachFirewallRequest.KIND,
                request.hostname(),
                Json.MAPPER.valueToTree(request),
                user.getName(),
                reason,
                batchId);
    }
}
