package io.spotmanager.gateway.operations;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.RefusedCommands;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Refuses commands at once that are known to be rejected, and keeps that on record as the end of an operation. */
@Component
public class ImmediateRefusals {
    private final OperationSubmission intake;
    private final RefusedCommands refused;
    private final WorkflowCatalogue workflows;
    private final OperationEvents events;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    ImmediateRefusals(
            OperationSubmission intake,
            RefusedCommands refused,
            WorkflowCatalogue workflows,
            OperationEvents events,
            OperationIds ids,
            InstantSource clock) {
        this.intake = intake;
        this.refused = refused;
        this.workflows = workflows;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns if the command may be submitted, or if its submission itself says why not.
     *
     * @param idempotency of the request, or null; a repeated one is refused as the first was, and not looked at again
     * @param known finds the rule that refuses it; may read a cloud
     * @throws ProblemException if it is refused; its operation is committed then
     */
    public void require(Command command, @Nullable Idempotency idempotency, Supplier<Optional<Check>> known) {
        var earlier = Optional.ofNullable(idempotency).flatMap(key -> intake.earlier(command.requestedBy(), key));
        if (earlier.isPresent()) {
            repeat(earlier.get());
            return;
        }
        if (intake.obstacle(command.subject()).isPresent()) {
            return;
        }
        known.get().ifPresent(check -> {
            throw problem(record(command, idempotency, check));
        });
    }

    /** Throws the same again if an earlier request with that key was refused at once. */
    public void requireNotRefusedBefore(String user, @Nullable Idempotency idempotency) {
        Optional.ofNullable(idempotency)
                .flatMap(key -> intake.earlier(user, key))
                .ifPresent(this::repeat);
    }

    private void repeat(SubmissionResult.Duplicate earlier) {
        if (earlier instanceof SubmissionResult.Replayed(var id, var state) && state.equals(RefusedCommands.STATE)) {
            refused.of(id).ifPresent(refusal -> {
                throw problem(refusal);
            });
        }
    }

    private RefusedCommands.Refusal record(Command command, @Nullable Idempotency idempotency, Check check) {
        var operation = new NewOperation(
                ids.get(), command, workflows.startOf(command.kind()), idempotency, null, RequestCaller.origin());
        try {
            var refusal = refused.record(operation, check.name(), check.text());
            events.changed(new OperationChanged(
                    operation.id(),
                    command.kind(),
                    command.subject(),
                    RefusedCommands.STATE,
                    false,
                    1,
                    clock.instant()));
            return refusal;
        } catch (DuplicateKeyException e) {
            // The same key was committed at the same moment, by the same request: that one is on record.
            return Optional.ofNullable(idempotency)
                    .flatMap(key -> intake.earlier(command.requestedBy(), key))
                    .filter(SubmissionResult.Replayed.class::isInstance)
                    .flatMap(same -> refused.of(((SubmissionResult.Replayed) same).operationId()))
                    .orElseThrow(() -> e);
        }
    }

    private static ProblemException problem(RefusedCommands.Refusal refusal) {
        var type = switch (refusal.check()) {
            case "host" -> ProblemType.NOT_FOUND;
            case "placement" -> ProblemType.CHECKS_FAILED;
            default -> ProblemType.OPERATION_REJECTED;
        };
        return type.because("Nothing was done. " + refusal.cause())
                .with("check", refusal.check())
                .with("id", refusal.operation())
                .with("operation", refusal.operation())
                .with("state", RefusedCommands.STATE)
                .with("href", "/api/operations/" + refusal.operation())
                .with("success", false)
                .with("validation_failed", true);
    }
}
