package io.spotmanager.gateway.operations;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.operation.WorkflowStart;
import io.spotmanager.workflow.outbox.OutboxRelay;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Submits commands as operations. */
@Component
public class CommandService {
    private static final int MAX_KEY_LENGTH = 200;
    private static final String POLL_SECONDS = "1";

    private final OperationSubmission intake;
    private final OutboxRelay dispatcher;
    private final OperationEvents events;
    private final WorkflowCatalogue workflows;
    private final Supplier<UUID> ids;
    private final RequestTrace trace;
    private final InstantSource clock;

    CommandService(
            OperationSubmission intake,
            OutboxRelay dispatcher,
            OperationEvents events,
            WorkflowCatalogue workflows,
            OperationIds ids,
            RequestTrace trace,
            InstantSource clock) {
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.events = events;
        this.workflows = workflows;
        this.ids = ids;
        this.trace = trace;
        this.clock = clock;
    }

    /** @param key the idempotency key of the request, or null */
    public ResponseEntity<AcceptedOperation> submit(Command command, @Nullable String key) {
        return submit(command, idempotency(key, command));
    }

    /** @param idempotency key and hash of the request, or null */
    public ResponseEntity<AcceptedOperation> submit(Command command, @Nullable Idempotency idempotency) {
        return submit(command, workflows.startOf(command.kind()), idempotency);
    }

    /** @param start another one than that of the workflow */
    public ResponseEntity<AcceptedOperation> submit(
            Command command, WorkflowStart start, @Nullable Idempotency idempotency) {
        var id = ids.get();
        var request = Span.current();
        return trace.submitting(id, command).run(() -> {
            var operation = operation(id, command, start, idempotency, RequestCaller.origin());
            var result = intake.accept(operation);
            if (result instanceof SubmissionResult.Accepted) {
                request.with(TraceAttribute.OPERATION, id.toString());
            }
            return posted(operation, result).announced();
        });
    }

    /**
     * Submits in the transaction of the caller, who calls {@link PostedCommand#announced} after its commit.
     *
     * @param origin null if it was no request
     * @throws org.springframework.dao.DuplicateKeyException if the same idempotency key is committed at the same moment
     */
    public PostedCommand post(Command command, @Nullable Idempotency idempotency, @Nullable CommandOrigin origin) {
        var id = ids.get();
        return trace.submitting(id, command).run(() -> {
            var operation = operation(id, command, workflows.startOf(command.kind()), idempotency, origin);
            return posted(operation, intake.acceptInTransaction(operation));
        });
    }

    private NewOperation operation(
            UUID id,
            Command command,
            WorkflowStart start,
            @Nullable Idempotency idempotency,
            @Nullable CommandOrigin origin) {
        return new NewOperation(id, command, start, idempotency, trace.here(), origin);
    }

    private PostedCommand posted(NewOperation operation, SubmissionResult result) {
        var command = operation.command();
        return switch (result) {
            case SubmissionResult.Accepted accepted ->
                new PostedCommand(
                        accepted(operation.id(), operation.start().state()), () -> announce(operation, accepted));
            case SubmissionResult.Frozen(var freeze) -> throw frozen(freeze);
            case SubmissionResult.SubjectBusy busy -> throw held(command.subject(), busy);
            case SubmissionResult.Duplicate earlier -> new PostedCommand(repeated(earlier), () -> {});
        };
    }

    private void announce(NewOperation operation, SubmissionResult.Accepted accepted) {
        var command = operation.command();
        if (accepted.due()) {
            dispatcher.dispatch(accepted.outboxId(), accepted.command());
        }
        events.changed(new OperationChanged(
                operation.id(),
                command.kind(),
                command.subject(),
                operation.start().state(),
                true,
                1,
                clock.instant()));
    }

    /** Throws the same problem as {@link #submit} if a command for that subject would be refused now. */
    public void requireAcceptable(String subject) {
        intake.obstacle(subject).ifPresent(obstacle -> {
            switch (obstacle) {
                case SubmissionResult.Frozen(var freeze) -> throw frozen(freeze);
                case SubmissionResult.SubjectBusy busy -> throw held(subject, busy);
                default -> throw new IllegalStateException("no obstacle: " + obstacle);
            }
        });
    }

    /** Throws the same problem as {@link #submit} if an open operation holds that subject. For commands that affect a second subject. */
    public void requireFree(String subject) {
        intake.holder(subject).ifPresent(busy -> {
            throw held(subject, busy);
        });
    }

    private static ProblemException frozen(Freeze freeze) {
        return ProblemType.FROZEN
                .because(
                        "Nothing was done. %s since %s: %s. New commands are accepted again when it is lifted, on the board or with POST /api/unfreeze and the number %d."
                                .formatted(
                                        "%s %s all operations"
                                                .formatted(
                                                        freeze.actor(),
                                                        freeze.mode() == FreezeMode.HELD ? "holds" : "has frozen"),
                                        freeze.at(),
                                        freeze.reason(),
                                        freeze.number()))
                .with("freeze", freeze.number());
    }

    private static ProblemException held(String subject, SubmissionResult.SubjectBusy holder) {
        return ProblemType.HOST_BUSY
                .because(
                        "Nothing was done. %s is held by a %s in state %s: wait until it has ended, or cancel it at /api/operations/%s."
                                .formatted(subject, holder.kind(), holder.state(), holder.openOperationId()))
                .with("operation", holder.openOperationId());
    }

    /** The response to an earlier request with that key. For commands that read a cloud before they are submitted. */
    public Optional<ResponseEntity<AcceptedOperation>> earlier(String user, @Nullable Idempotency idempotency) {
        return Optional.ofNullable(idempotency)
                .flatMap(known -> intake.earlier(user, known))
                .map(CommandService::repeated);
    }

    /**
     * @param key the header, or null
     * @param sent all fields of the request
     */
    public @Nullable Idempotency idempotency(@Nullable String key, Object sent) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw FieldProblem.refusal("Idempotency-Key", "must have 1 to %d characters".formatted(MAX_KEY_LENGTH));
        }
        return new Idempotency(key, RequestHash.of(sent));
    }

    private static ResponseEntity<AcceptedOperation> repeated(SubmissionResult.Duplicate earlier) {
        return switch (earlier) {
            case SubmissionResult.Replayed(var id, var state) -> accepted(id, state);
            case SubmissionResult.KeyReused(var id) ->
                throw ProblemType.IDEMPOTENCY_KEY_REUSED
                        .because(
                                "Nothing was done. This Idempotency-Key belongs to another request; send a new request with a new key.")
                        .with("operation", id);
        };
    }

    private static ResponseEntity<AcceptedOperation> accepted(UUID id, String state) {
        var href = "/api/operations/" + id;
        return ResponseEntity.accepted()
                .location(URI.create(href))
                .header(HttpHeaders.RETRY_AFTER, POLL_SECONDS)
                .body(new AcceptedOperation(id, state, href));
    }
}
