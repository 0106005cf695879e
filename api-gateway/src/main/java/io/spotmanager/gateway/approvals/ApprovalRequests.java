package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.OperationIds;
import io.spotmanager.gateway.operations.PendingApproval;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores commands that need a second person. */
@Component
class ApprovalRequests {
    private static final String POLL_SECONDS = "10";

    private final Approvals approvals;
    private final ApprovalRecord record;
    private final ApprovalExpiry expiry;
    private final Persons persons;
    private final CommandService commands;
    private final OperationIds ids;
    private final ApprovalSettings settings;
    private final ApprovalListener changes;
    private final TransactionTemplate transactions;

    ApprovalRequests(
            Approvals approvals,
            ApprovalRecord record,
            ApprovalExpiry expiry,
            Persons persons,
            CommandService commands,
            OperationIds ids,
            ApprovalSettings settings,
            ApprovalListener changes,
            PlatformTransactionManager transactions) {
        this.approvals = approvals;
        this.record = record;
        this.expiry = expiry;
        this.persons = persons;
        this.commands = commands;
        this.ids = ids;
        this.settings = settings;
        this.changes = changes;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** The answer to an earlier request with that key: the request for approval, or the operation that it has become. */
    Optional<ResponseEntity<CommandAnswer>> earlier(String user, @Nullable Idempotency key) {
        return Optional.ofNullable(key)
                .flatMap(known -> approvals.earlier(user, known.key()).map(earlier -> {
                    var approval = earlier.approval();
                    if (!earlier.requestHash().equals(known.requestHash())) {
                        throw ProblemType.IDEMPOTENCY_KEY_REUSED
                                .because(
                                        "Nothing was done. This Idempotency-Key belongs to another request; send a new request with a new key.")
                                .with("approval", approval.id());
                    }
                    return approval.operation() == null
                            ? answer(approval)
                            : commands.earlier(user, known)
                                    .map(ApprovalRequests::widened)
                                    .orElseGet(() -> answer(approval));
                }));
    }

    Optional<UUID> pending(String kind, String subject) {
        return approvals.pending(kind, subject);
    }

    /** Makes the preview, stores it with the command, and answers that it waits. */
    ResponseEntity<CommandAnswer> store(
            Command command, List<Applied> rules, CommandReview review, @Nullable Idempotency key) {
        var why = requirePerson(command, rules);
        commands.requireAcceptable(command.subject());
        expiry.run();
        approvals.pending(command).ifPresent(open -> {
            throw alreadyPending(open);
        });
        var preview = review.preview(command);
        if (!preview.allowed()) {
            throw checksFailed(preview, why);
        }
        var wanted = wanted(command, rules, preview, settings.expireAfter(), null);
        return stored(wanted, key)
                .map(approval -> {
                    changes.poll();
                    return answer(approval);
                })
                .or(() -> earlier(command.requestedBy(), key))
                .orElseThrow(() -> new IllegalStateException("nothing was stored for this idempotency key"));
    }

    /**
     * Stores a command that a reservation begins once a second person has agreed. Joins the transaction of the caller, who calls
     * {@link #announce} after its commit.
     *
     * @param life until the reservation can begin no more
     */
    UUID storeReserved(Command command, List<Applied> rules, ReviewedPreview preview, Duration life, UUID reservation) {
        requirePerson(command, rules);
        expiry.run();
        var wanted = wanted(command, rules, preview, life, reservation);
        stored(wanted, null);
        return wanted.id();
    }

    /** Takes it back with its reservation. */
    void withdrawReserved(Approval open, String by, String reason) {
        approvals.end(open.id(), ApprovalState.WITHDRAWN, by, reason, null);
        record.write(SecurityEventKind.APPROVAL_WITHDRAWN, open, by, reason, null);
    }

    void announce() {
        changes.poll();
    }

    private String requirePerson(Command command, List<Applied> rules) {
        var why = rules.stream().map(Applied::text).collect(Collectors.joining(" "));
        persons.requireOne(command.requestedBy(), "%s So a second person has to approve this, and".formatted(why));
        return why;
    }

    private Approvals.Wanted wanted(
            Command command, List<Applied> rules, ReviewedPreview preview, Duration life, @Nullable UUID reservation) {
        var origin = Optional.ofNullable(RequestCaller.origin()).orElseThrow();
        return new Approvals.Wanted(
                ids.get(),
                command,
                origin,
                origin.tokenOwner() == null ? command.requestedBy() : null,
                rules,
                preview,
                life,
                reservation);
    }

    /** @return empty if the same request with the same key was stored at the same moment */
    private Optional<Approval> stored(Approvals.Wanted wanted, @Nullable Idempotency key) {
        return Optional.ofNullable(transactions.execute(status -> {
            if (key != null && !approvals.addKey(wanted.id(), wanted.command().requestedBy(), key)) {
                return null;
            }
            if (!approvals.add(wanted)) {
                throw approvals
                        .pending(wanted.command())
                        .map(ApprovalRequests::alreadyPending)
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "A request for approval ended while this one was stored. Nothing was done; send it again."));
            }
            var approval = approvals.find(wanted.id()).orElseThrow();
            record.write(
                    SecurityEventKind.APPROVAL_REQUESTED,
                    approval,
                    wanted.command().requestedBy(),
                    wanted.command().reason(),
                    null);
            return approval;
        }));
    }

    private static ProblemException alreadyPending(Approval open) {
        return ProblemType.APPROVAL_PENDING
                .because(
                        "Nothing was done. You have asked for %s already, at %s, and it waits for a second person until %s: see %s, and withdraw it there before you ask for something else."
                                .formatted(
                                        open.command().subject(),
                                        open.asked().at(),
                                        open.asked().until(),
                                        open.href()))
                .with("approval", open.id());
    }

    private static ProblemException checksFailed(ReviewedPreview preview, String why) {
        return ProblemType.CHECKS_FAILED.because(
                "Nothing was done. A second person would have to approve this, and it would be refused then. %s %s"
                        .formatted(
                                preview.checks().stream()
                                        .filter(check -> !check.allows())
                                        .map(Check::text)
                                        .collect(Collectors.joining(" ")),
                                why));
    }

    private static ResponseEntity<CommandAnswer> answer(Approval approval) {
        CommandAnswer body = new PendingApproval(
                approval.isPending() ? "APPROVAL_PENDING" : approval.state().name(),
                approval.id(),
                approval.href(),
                approval.asked().until(),
                detail(approval));
        return ResponseEntity.accepted()
                .location(URI.create(approval.href()))
                .header(HttpHeaders.RETRY_AFTER, POLL_SECONDS)
                .body(body);
    }

    private static String detail(Approval approval) {
        if (!approval.isPending()) {
            return "This request has ended as %s. %s says more.".formatted(approval.state(), approval.href());
        }
        return "%s So a second person has to approve it, and no operation exists yet. %s names the operation once there is one."
                .formatted(
                        approval.rules().stream().map(Applied::text).collect(Collectors.joining(" ")), approval.href());
    }

    private static ResponseEntity<CommandAnswer> widened(ResponseEntity<AcceptedOperation> answer) {
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }
}
