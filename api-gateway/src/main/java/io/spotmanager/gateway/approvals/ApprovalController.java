package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.approvals.ApprovalView.PreviewView;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands that wait for a second person. */
@RestController
@RequestMapping("/api/approvals")
@Tag(name = "Approvals")
class ApprovalController {
    private static final int MAX_PAGE_SIZE = 500;
    private static final String REASON = "must say why, in 1 to 2000 characters: it goes on record";

    @Schema(name = "ApprovalDecisionBody")
    record DecisionBody(
            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {}

    record WithdrawalBody(
            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
            String reason) {}

    /**
     * @param then what the requester was shown
     * @param now what is shown now
     * @param changes in what it is not what was asked for, a sentence each; empty if it can be approved
     */
    record ComparisonView(PreviewView then, PreviewView now, List<String> changes) {}

    private final Approvals approvals;
    private final ApprovalDecisions decisions;

    ApprovalController(Approvals approvals, ApprovalDecisions decisions) {
        this.approvals = approvals;
        this.decisions = decisions;
    }

    /** Commands that wait for a second person, and what became of earlier ones, newest first. */
    @GetMapping
    @Operation(operationId = "listApprovals", summary = "List requests for approval")
    Page<ApprovalView> list(
            @RequestParam(required = false) @Nullable ApprovalState state,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        var page = approvals.page(state, user == null || user.isEmpty() ? null : user, Cursor.parse(cursor), limit);
        return new Page<>(page.items().stream().map(ApprovalView::inList).toList(), page.nextCursor());
    }

    /** One request, with the preview that its requester was shown. Scripts that wait for it ask here; `operation` is there once it has begun. */
    @GetMapping("/{id}")
    @Operation(operationId = "getApproval", summary = "Read a request for approval")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ApprovalView read(@PathVariable UUID id) {
        return ApprovalView.whole(decisions.find(id));
    }

    /** The preview of an open request made again, beside that of then. For a launch it reads the clouds. */
    @GetMapping("/{id}/comparison")
    @Operation(operationId = "compareApproval", summary = "Compare a request for approval with now")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.APPROVAL_ENDED,
        ProblemType.CLOUD_UNAVAILABLE,
        ProblemType.FEATURE_OFF
    })
    ComparisonView compare(@PathVariable UUID id) {
        var then = PreviewView.of(decisions.find(id).preview());
        var comparison = decisions.compare(id);
        return new ComparisonView(then, PreviewView.of(comparison.now()), comparison.changes());
    }

    /** Approves it, in person. Begins the command if the preview still says what it said then; `operation` names it. */
    @PostMapping("/{id}/approve")
    @Operation(operationId = "approve", summary = "Approve a command")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.APPROVAL_ENDED,
        ProblemType.APPROVAL_OUTDATED,
        ProblemType.OWN_REQUEST,
        ProblemType.REQUESTER_NOT_ALLOWED,
        ProblemType.SHARED_USER,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.CLOUD_UNAVAILABLE,
        ProblemType.FEATURE_OFF
    })
    ApprovalView approve(@PathVariable UUID id, @Valid @RequestBody DecisionBody body, Authentication user) {
        return ApprovalView.whole(decisions.approve(id, body.reason(), user));
    }

    /** Declines it, in person. Nothing is begun. */
    @PostMapping("/{id}/decline")
    @Operation(operationId = "decline", summary = "Decline a command")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.APPROVAL_ENDED, ProblemType.OWN_REQUEST, ProblemType.SHARED_USER
    })
    ApprovalView decline(@PathVariable UUID id, @Valid @RequestBody DecisionBody body, Authentication user) {
        return ApprovalView.whole(decisions.decline(id, body.reason(), user));
    }

    /** Takes it back. Only the requester can, and for a token also who made it. */
    @PostMapping("/{id}/withdraw")
    @Operation(operationId = "withdraw", summary = "Withdraw a request for approval")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.APPROVAL_ENDED})
    ApprovalView withdraw(@PathVariable UUID id, @Valid @RequestBody WithdrawalBody body, Authentication user) {
        return ApprovalView.whole(decisions.withdraw(id, body.reason(), user));
    }
}
