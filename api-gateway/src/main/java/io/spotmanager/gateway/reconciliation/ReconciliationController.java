package io.spotmanager.gateway.reconciliation;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the clouds and the history differ. */
@RestController
@RequestMapping("/api/reconciliation")
@Tag(name = "Reconciliation")
class ReconciliationController {
    private static final String HOST =
            "must be a compute host's name: 1 to 255 letters, digits, dots, dashes or underscores";
    private static final String NAME = "[A-Za-z0-9._-]{1,255}";
    private static final String REASON = "must say why, in 1 to 2000 characters: it goes into the history";

    /** @param host that is not where the history left it */
    record AdoptBody(
            @NotNull(message = HOST) @Pattern(regexp = NAME, message = HOST)
            String host,

            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {}

    /**
     * @param host that is not where the history left it
     * @param acknowledge as for every move
     */
    record RepairBody(
            @NotNull(message = HOST) @Pattern(regexp = NAME, message = HOST)
            String host,

            @Nullable Set<Acknowledgement> acknowledge,

            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {}

    private final Differences differences;
    private final Resolutions resolutions;

    ReconciliationController(Differences differences, Resolutions resolutions) {
        this.differences = differences;
        this.resolutions = resolutions;
    }

    /** Reads Nova and Hyperstack now and compares them with the history. For a database that was restored; changes nothing. */
    @GetMapping
    @Operation(operationId = "getReconciliation", summary = "Compare the clouds with the history")
    @ErrorResponses(ProblemType.CLOUD_UNAVAILABLE)
    Reconciliation read() {
        return differences.read();
    }

    /** Takes the cloud's word for one host: an operation records who and why, and the history expects nothing else any more. */
    @PostMapping("/adopt")
    @Operation(operationId = "adoptHost", summary = "Take the cloud's word for a host")
    @ErrorResponses({
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.ACTION_NOT_ALLOWED,
        ProblemType.CLOUD_UNAVAILABLE
    })
    ResponseEntity<AcceptedOperation> adopt(@Valid @RequestBody AdoptBody body, Principal user) {
        return resolutions.adopt(body.host(), user.getName(), body.reason());
    }

    /** Moves one host back to where the history left it, by the rules of every move, also those for a second person. */
    @PostMapping("/repair")
    @Operation(operationId = "repairHost", summary = "Move a host to where the history left it")
    @ErrorResponses({
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.CLOUD_UNAVAILABLE,
        ProblemType.CHECKS_FAILED,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER
    })
    ResponseEntity<CommandAnswer> repair(@Valid @RequestBody RepairBody body, Authentication user) {
        return resolutions.repair(body.host(), body.acknowledge(), user, body.reason());
    }
}
