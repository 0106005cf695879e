package io.spotmanager.gateway.operations;

import static java.util.stream.Collectors.toSet;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.workflow.operation.OperationStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Decisions for several operations at once. */
@RestController
@Tag(name = "Operations")
class DecisionController {
    private static final int MAX_KEY_LENGTH = 200;

    /** @param items one for each decision, in the same order */
    record DecisionOutcomes(List<DecisionOutcome> items) {}

    /**
     * The operations as they are now.
     *
     * @param unknown ids of which there is no operation
     */
    record DecisionPreview(List<OperationView> items, List<UUID> unknown) {}

    private final OperationStore store;
    private final Waiting waiting;
    private final CallerLimits limits;
    private final Deciding deciding;

    DecisionController(OperationStore store, Waiting waiting, CallerLimits limits, Deciding deciding) {
        this.store = store;
        this.waiting = waiting;
        this.limits = limits;
        this.deciding = deciding;
    }

    /** The operations with those ids as they are now, and what each action would do: as for one operation, without the history. */
    @PostMapping("/api/preview-decisions")
    @Operation(operationId = "previewDecisions", summary = "Look at operations before they are decided")
    DecisionPreview preview(@Valid @RequestBody DecisionBody.Ids body, Authentication user) {
        var wanted = body.ids().stream().distinct().toList();
        var found = store.find(wanted);
        var waits = waiting.among(found);
        var limited = limits.judgement(user);
        var known = found.stream()
                .map(io.spotmanager.workflow.operation.Operation::id)
                .collect(toSet());
        return new DecisionPreview(
                found.stream()
                        .map(operation ->
                                OperationView.of(operation, waits, null).limited(limited.whyNot(operation.command())))
                        .toList(),
                wanted.stream().filter(id -> !known.contains(id)).toList());
    }

    /**
     * Stores an action for each operation, which a worker executes between two steps. Each is decided by itself, and the answer says what came
     * of it. An operation that is not any more as you saw it is left alone. With the same key a request can be sent again safely.
     */
    @PostMapping("/api/decisions")
    @Operation(operationId = "decideOperations", summary = "Decide several operations at once")
    DecisionOutcomes decide(
            @Valid @RequestBody DecisionBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Authentication user) {
        body.requireEachOnce();
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw FieldProblem.refusal("Idempotency-Key", "must have 1 to %d characters".formatted(MAX_KEY_LENGTH));
        }
        return new DecisionOutcomes(
                deciding.decide(body, key == null ? UUID.randomUUID().toString() : key, user));
    }
}
