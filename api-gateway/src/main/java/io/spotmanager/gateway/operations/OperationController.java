package io.spotmanager.gateway.operations;

import io.spotmanager.audit.AuditTrail;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ExpectedState;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.outbox.OutboxRelay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operations and their actions. */
@RestController
@RequestMapping("/api/operations")
@Tag(name = "Operations")
class OperationController {
    private static final int MAX_PAGE_SIZE = 500;

    /**
     * @param reason the reason of the operator; stored in the history
     * @param state the expected state; in another state nothing is done
     * @param enteredAt when it entered that state; protects against a repeated request when the operation enters the state again
     */
    record ActionBody(
            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason,

            @Nullable String state,
            @Nullable Instant enteredAt) {
        private static final String REASON = "must say why, in 1 to 2000 characters: it goes into the history";

        ExpectedState expected() {
            return new ExpectedState(state, enteredAt);
        }
    }

    private final OperationList list;
    private final StateCounts counts;
    private final OperationStore store;
    private final AuditTrail history;
    private final OperatorActions actions;
    private final OutboxRelay dispatcher;
    private final OperationEvents events;
    private final Waiting waiting;
    private final CallerLimits limits;
    private final UnknownOperations unknown;

    OperationController(
            OperationList list,
            StateCounts counts,
            OperationStore store,
            AuditTrail history,
            OperatorActions actions,
            OutboxRelay dispatcher,
            OperationEvents events,
            Waiting waiting,
            CallerLimits limits,
            UnknownOperations unknown) {
        this.limits = limits;
        this.unknown = unknown;
        this.list = list;
        this.counts = counts;
        this.store = store;
        this.history = history;
        this.actions = actions;
        this.dispatcher = dispatcher;
        this.events = events;
        this.waiting = waiting;
    }

    /** Newest first. All filters must match; an omitted filter matches everything. */
    @GetMapping
    @Operation(operationId = "listOperations", summary = "List operations")
    Page<OperationView> list(
            @Valid @ModelAttribute OperationFilter filter,
            @ModelAttribute OperationPeriod period,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        var page = list.page(filter, period, Cursor.parse(cursor), limit);
        var found = waiting.among(page.items());
        return new Page<>(
                page.items().stream()
                        .map(operation -> OperationView.of(operation, found, null))
                        .toList(),
                page.nextCursor());
    }

    /**
     * The number of operations in each state, for the same filters; {@code state} and {@code open} do not count. All open operations are
     * counted; of ended ones the 20,000 newest in the period, and {@code ended_since} then says since when.
     */
    @GetMapping("/counts")
    @Operation(operationId = "countOperations", summary = "Count operations by state")
    OperationCounts counts(@Valid @ModelAttribute OperationFilter filter, @ModelAttribute OperationPeriod period) {
        return counts.of(filter, period);
    }

    /** Its current state with its complete history, which lists do not include. */
    @GetMapping("/{id}")
    @Operation(operationId = "getOperation", summary = "Read an operation")
    @ErrorResponses(ProblemType.NOT_FOUND)
    OperationView one(@PathVariable UUID id, Authentication user) {
        return store.find(id)
                .map(operation -> OperationView.of(operation, waiting.among(List.of(operation)), entries(id))
                        .limited(limits.whyNot(user, operation.command())))
                .orElseThrow(() -> unknown.problem(id));
    }

    /** Every entry, oldest first. Entries never change; the hash of each covers it and all before it. */
    @GetMapping("/{id}/events")
    @Operation(operationId = "getOperationHistory", summary = "Read the history of an operation")
    @ErrorResponses(ProblemType.NOT_FOUND)
    List<HistoryView> events(@PathVariable UUID id) {
        var entries = entries(id);
        if (entries.isEmpty()) {
            throw unknown.problem(id);
        }
        return entries;
    }

    /** Stores the action; a worker executes it between two steps. */
    @PostMapping("/{id}/{action}")
    @Operation(operationId = "actOnOperation", summary = "Retry, roll back, skip, adopt or cancel")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.ACTION_NOT_ALLOWED, ProblemType.OPERATION_MOVED_ON})
    ResponseEntity<OperationView> act(
            @PathVariable UUID id,
            @PathVariable String action,
            @Valid @RequestBody ActionBody body,
            Authentication user) {
        var request = new OperatorRequest(signal(action), user.getName(), body.reason());
        return switch (actions.submit(id, request, body.expected(), RequestCaller.origin())) {
            case OperatorActions.Answer.Asked(long outboxId, var command) -> {
                dispatcher.dispatch(outboxId, command);
                store.find(id).map(OperationChanged::of).ifPresent(events::changed);
                yield ResponseEntity.accepted().body(one(id, user));
            }
            case OperatorActions.Answer.Unknown() -> throw unknown.problem(id);
            case OperatorActions.Answer.MovedOn(var operation) ->
                throw ProblemType.OPERATION_MOVED_ON
                        .because(
                                "Nothing was done. The operation is in state %s since %s. Read it again before you decide."
                                        .formatted(
                                                operation.state(),
                                                operation.times().enteredAt()))
                        .with("state", operation.state())
                        .with("entered_at", operation.times().enteredAt());
            case OperatorActions.Answer.Locked(var operation) ->
                throw ProblemType.DATABASE_UNAVAILABLE
                        .because(
                                "Nothing was done. Another database session has locked the row of the operation. Try again when it is unlocked.")
                        .with("state", operation.state());
            case OperatorActions.Answer.NotAllowed(var operation) ->
                throw ProblemType.ACTION_NOT_ALLOWED
                        .because("Nothing was done. The operation is in state %s%s, which allows %s."
                                .formatted(
                                        operation.state(),
                                        operation.progress().asked() == null ? "" : " with a pending action",
                                        operation.progress().asked() == null && operation.open()
                                                ? operation.progress().actions()
                                                : "none"))
                        .with("state", operation.state());
        };
    }

    private List<HistoryView> entries(UUID id) {
        return history.of(id).stream().map(HistoryView::of).toList();
    }

    private static Signal signal(String action) {
        return Arrays.stream(Signal.values())
                .filter(Signal::byOperator)
                .filter(signal ->
                        signal.name().equals(action.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no action %s. The actions are retry, roll-back, skip, adopt and cancel."
                                .formatted(action)));
    }
}
