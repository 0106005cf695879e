package io.spotmanager.gateway.plans;

import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.approvals.PlanBeginning;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.plans.PlanCommits.Wish;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many operations at once. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans")
class PlanController {
    private static final int MAX_PAGE_SIZE = 500;
    private static final int MOST_AT_ONCE = 50;
    private static final int USUALLY_AT_ONCE = 5;
    private static final String AT_ONCE = "must be from 1 to " + MOST_AT_ONCE;
    private static final String FAILURES = "must be 1 or more, or 0 to go on whatever fails";
    private static final String REASON = "must have at most 2000 characters";

    /**
     * @param ids the numbers of items; null for all that the checks allow
     * @param atOnce how many of its operations may be open; null for 5
     * @param stopAfterFailures after how many failures nothing more begins; null for 1, 0 for never
     */
    record CommitBody(
            @Size(max = PlanReading.MOST, message = "must have at most " + PlanReading.MOST + " numbers") @Nullable
            List<@NotNull(message = "must be the number of an item") Integer> ids,

            @Size(max = 2_000, message = REASON) @Nullable String reason,

            @Min(value = 1, message = AT_ONCE) @Max(value = MOST_AT_ONCE, message = AT_ONCE) @Nullable
            Integer atOnce,

            @Min(value = 0, message = FAILURES) @Nullable Integer stopAfterFailures) {
        Wish wish() {
            return new Wish(
                    ids,
                    reason,
                    Objects.requireNonNullElse(atOnce, USUALLY_AT_ONCE),
                    stopAfterFailures == null ? Integer.valueOf(1) : stopAfterFailures == 0 ? null : stopAfterFailures);
        }
    }

    /**
     * @param atOnce how many of its operations may be open; null for 5
     * @param stopAfterFailures after how many failures nothing more begins; null for 1, 0 for never
     */
    record RetryBody(
            @Size(max = 2_000, message = REASON) @Nullable String reason,

            @Min(value = 1, message = AT_ONCE) @Max(value = MOST_AT_ONCE, message = AT_ONCE) @Nullable
            Integer atOnce,

            @Min(value = 0, message = FAILURES) @Nullable Integer stopAfterFailures) {
        Wish wish() {
            return new CommitBody(null, reason, atOnce, stopAfterFailures).wish();
        }
    }

    record ReasonBody(
            @Size(max = 2_000, message = REASON) @Nullable String reason) {}

    private final Plans plans;
    private final PlanItems items;
    private final PlanMaking making;
    private final PlanCommits commits;
    private final CommandGate gate;

    PlanController(Plans plans, PlanItems items, PlanMaking making, PlanCommits commits, CommandGate gate) {
        this.plans = plans;
        this.items = items;
        this.making = making;
        this.commits = commits;
        this.gate = gate;
    }

    /** Makes a plan of a list of operations, or of a wanted state. Answers with its checks and begins nothing. */
    @PostMapping
    @Operation(operationId = "makePlan", summary = "Make a plan")
    @ErrorResponses(ProblemType.CLOUD_UNAVAILABLE)
    ResponseEntity<PlanView> make(@Valid @RequestBody PlanBody body, Authentication user) {
        var operations = body.operations();
        if (body.wantsState()) {
            return made(making.wanted(body, user.getName()));
        }
        if (operations == null) {
            throw FieldProblem.refusal(
                    "operations",
                    "must be a list of operations; or send pool, empty_hosts and from for a wanted state");
        }
        return made(making.list(
                body.name(),
                IntStream.range(0, operations.size())
                        .mapToObj(index ->
                                new PlanReading.Sent("operations[%d].".formatted(index), operations.get(index)))
                        .toList(),
                user.getName()));
    }

    /** The same with a header row and a line for each operation. */
    @PostMapping(consumes = "text/csv")
    @Hidden // the description of makePlan has both types of a body
    ResponseEntity<PlanView> makeOfCsv(
            @RequestBody byte[] csv, @RequestParam(required = false) @Nullable String name, Authentication user) {
        return made(making.list(name, PlanCsv.read(new String(csv, StandardCharsets.UTF_8)), user.getName()));
    }

    private ResponseEntity<PlanView> made(UUID id) {
        return ResponseEntity.created(URI.create(PlanView.href(id))).body(view(id));
    }

    /** Newest first. */
    @GetMapping
    @Operation(operationId = "listPlans", summary = "List plans")
    Page<PlanView> list(
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        var page = plans.page(Cursor.parse(cursor), limit);
        var scores = items.scores(page.items().stream().map(Plan::id).toList());
        return new Page<>(
                page.items().stream()
                        .map(plan -> PlanView.inList(plan, scores.getOrDefault(plan.id(), BoxScore.of(Map.of()))))
                        .toList(),
                page.nextCursor());
    }

    /** A plan with its operations, their checks, and how far they are. */
    @GetMapping("/{id}")
    @Operation(operationId = "getPlan", summary = "Read a plan")
    @ErrorResponses(ProblemType.NOT_FOUND)
    PlanView read(@PathVariable UUID id) {
        return view(id);
    }

    /** Begins all that the checks allow, or the named items, a few at a time; or it waits for a second person. */
    @PostMapping("/{id}/commit")
    @Operation(operationId = "commitPlan", summary = "Commit a plan")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.PLAN_NOT_READY,
        ProblemType.CHECKS_FAILED,
        ProblemType.FROZEN,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER,
        ProblemType.CLOUD_UNAVAILABLE
    })
    ResponseEntity<PlanView> commit(@PathVariable UUID id, @Valid @RequestBody CommitBody body, Authentication user) {
        return accepted(id, commits.commit(id, body.wish(), user).isPresent());
    }

    /** Begins what was rejected, rolled back or cancelled again, as new items. */
    @PostMapping("/{id}/retry-failed")
    @Operation(operationId = "retryFailedOfPlan", summary = "Try again what failed in a plan")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.PLAN_NOT_READY,
        ProblemType.CHECKS_FAILED,
        ProblemType.FROZEN,
        ProblemType.APPROVAL_PENDING,
        ProblemType.SHARED_USER,
        ProblemType.CLOUD_UNAVAILABLE
    })
    ResponseEntity<PlanView> retryFailed(
            @PathVariable UUID id, @Valid @RequestBody RetryBody body, Authentication user) {
        return accepted(id, commits.retryFailed(id, body.wish(), user).isPresent());
    }

    /** Adds the way back of what succeeded, as planned items with their checks. They begin when they are committed. */
    @PostMapping("/{id}/roll-back-done")
    @Operation(operationId = "rollBackDoneOfPlan", summary = "Plan the way back of what a plan has done")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.PLAN_NOT_READY, ProblemType.CLOUD_UNAVAILABLE})
    PlanView rollBackDone(@PathVariable UUID id, @Valid @RequestBody ReasonBody body, Authentication user) {
        commits.rollBackDone(id, Objects.requireNonNullElse(body.reason(), "the way back of the plan " + id), user);
        return view(id);
    }

    /** Ends what has not begun. Operations that have begun go on; each can be cancelled by itself. */
    @PostMapping("/{id}/cancel")
    @Operation(operationId = "cancelPlan", summary = "Cancel a plan")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.PLAN_NOT_READY})
    PlanView cancel(@PathVariable UUID id, @Valid @RequestBody ReasonBody body, Authentication user) {
        commits.cancel(id, body.reason(), user);
        return view(id);
    }

    /** @param approval true if nothing begins before a second person has approved it: `approval` of the answer says where */
    private ResponseEntity<PlanView> accepted(UUID id, boolean approval) {
        var view = view(id);
        return ResponseEntity.accepted()
                .location(URI.create(
                        approval && view.approval() != null ? view.approval().href() : view.href()))
                .body(view);
    }

    private PlanView view(UUID id) {
        var plan = commits.find(id);
        return PlanView.whole(plan, items.score(id, 0), items.of(id), gate.pending(PlanBeginning.KIND, id.toString()));
    }
}
