package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.CommandRights;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about requests for approval. Each decision, its entry in the security log and the operation are one transaction. */
@Component
class ApprovalDecisions {
    private final Approvals approvals;
    private final ApprovalRecord record;
    private final Persons persons;
    private final Map<String, CommandReview> reviews;
    private final CommandRights rights;
    private final CommandService commands;
    private final PlanBeginning plans;
    private final ApprovalListener changes;
    private final TransactionTemplate transactions;

    ApprovalDecisions(
            Approvals approvals,
            ApprovalRecord record,
            Persons persons,
            List<CommandReview> reviews,
            CommandRights rights,
            CommandService commands,
            PlanBeginning plans,
            ApprovalListener changes,
            PlatformTransactionManager transactions) {
        this.approvals = approvals;
        this.record = record;
        this.persons = persons;
        this.reviews = reviews.stream().collect(Collectors.toMap(CommandReview::kind, Function.identity()));
        this.rights = rights;
        this.commands = commands;
        this.plans = plans;
        this.changes = changes;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * @param now the preview as it is made now
     * @param changes in what it is not what was asked for; empty if it can be approved
     */
    record Comparison(ReviewedPreview now, List<String> changes) {}

    /** Makes the preview of an open request again. */
    Comparison compare(UUID id) {
        return compare(requirePending(find(id)));
    }

    private Comparison compare(Approval approval) {
        var review = Objects.requireNonNull(reviews.get(approval.command().kind()), "an unknown kind of command");
        var now = review.preview(approval.command());
        return new Comparison(now, PreviewChanges.between(approval.preview(), now));
    }

    /** Approves it: begins the command, or, for the first of the two persons that a token's request needs, notes who that is. */
    Approval approve(UUID id, String reason, Authentication person) {
        var seen = requirePending(find(id));
        requireMayDecide(seen, person);
        var differences = compare(seen).changes();
        if (!differences.isEmpty()) {
            throw outdated(seen, differences);
        }
        approved(id, reason, person).ifPresent(Runnable::run);
        changes.poll();
        return find(id);
    }

    /** Decides again about the row itself, which nobody else can change meanwhile. */
    private Optional<Runnable> approved(UUID id, String reason, Authentication person) {
        try {
            return Optional.ofNullable(transactions.execute(status -> {
                var approval = requirePending(approvals.lock(id).orElseThrow(() -> unknown(id)));
                requireMayDecide(approval, person);
                requireRequester(approval);
                return approval.firstPerson() == null
                        ? first(approval, person, reason)
                        : begin(approval, person, reason);
            }));
        } catch (DuplicateKeyException e) {
            throw begunAlready(find(id));
        }
    }

    private @Nullable Runnable first(Approval approval, Authentication person, String reason) {
        approvals.noteFirst(approval.id(), person.getName(), reason);
        record.write(SecurityEventKind.APPROVAL_GIVEN, approval, person.getName(), reason, null);
        return null;
    }

    private Runnable begin(Approval approval, Authentication person, String reason) {
        if (approval.reservation() != null) { // which begins it at its time
            approvals.end(approval.id(), ApprovalState.APPROVED, person.getName(), reason, null);
            record.write(SecurityEventKind.APPROVAL_GIVEN, approval, person.getName(), reason, null);
            return () -> {};
        }
        return approval.command().kind().equals(PlanBeginning.KIND)
                ? beginPlan(approval, person, reason)
                : beginOperation(approval, person, reason);
    }

    private Runnable beginPlan(Approval approval, Authentication person, String reason) {
        var announcement = plans.begin(
                approval.command(), origin(approval, person), approval.asked().at());
        approvals.end(approval.id(), ApprovalState.APPROVED, person.getName(), reason, approval.id());
        record.write(SecurityEventKind.APPROVAL_GIVEN, approval, person.getName(), reason, null);
        return announcement;
    }

    private Runnable beginOperation(Approval approval, Authentication person, String reason) {
        var command = approval.command();
        var key = approvals.key(approval.id()).orElse(null);
        commands.earlier(command.requestedBy(), key).ifPresent(_ -> {
            throw begunAlready(approval);
        });
        var posted = commands.post(command, key, origin(approval, person));
        var operation = posted.operation().id();
        approvals.end(approval.id(), ApprovalState.APPROVED, person.getName(), reason, operation);
        record.write(SecurityEventKind.APPROVAL_GIVEN, approval, person.getName(), reason, operation);
        return posted::announced;
    }

    private static CommandOrigin origin(Approval approval, Authentication person) {
        var here = Objects.requireNonNull(RequestCaller.origin(), "a person approves by a request");
        var asked = approval.asked();
        return new CommandOrigin(
                asked.address(),
                asked.requestId(),
                asked.tokenOwner(),
                new CommandOrigin.Approval(
                        approval.id(),
                        List.of(Objects.requireNonNull(approval.firstPerson()), person.getName()),
                        here.address(),
                        here.requestId()));
    }

    /** Ends it without a command. */
    Approval decline(UUID id, String reason, Authentication person) {
        transactions.executeWithoutResult(status -> {
            var approval = requirePending(approvals.lock(id).orElseThrow(() -> unknown(id)));
            if (approval.command().requestedBy().equals(person.getName())) {
                throw ownRequest(approval, "You have asked for this yourself: withdraw it with POST %s/withdraw.");
            }
            requireProven(approval, person);
            approvals.end(id, ApprovalState.DECLINED, person.getName(), reason, null);
            record.write(SecurityEventKind.APPROVAL_DECLINED, approval, person.getName(), reason, null);
        });
        changes.poll();
        return find(id);
    }

    /** Takes it back: the requester, or the owner of the token that asked. */
    Approval withdraw(UUID id, @Nullable String reason, Authentication user) {
        transactions.executeWithoutResult(status -> {
            var approval = requirePending(approvals.lock(id).orElseThrow(() -> unknown(id)));
            if (!approval.command().requestedBy().equals(user.getName())
                    && !user.getName().equals(approval.asked().tokenOwner())) {
                throw ProblemType.NOT_ALLOWED.because(
                        "Nothing was done. Only %s can withdraw this. Decline it with POST %s/decline."
                                .formatted(approval.command().requestedBy(), approval.href()));
            }
            approvals.end(id, ApprovalState.WITHDRAWN, user.getName(), reason, null);
            record.write(SecurityEventKind.APPROVAL_WITHDRAWN, approval, user.getName(), reason, null);
        });
        changes.poll();
        return find(id);
    }

    Approval find(UUID id) {
        return approvals.find(id).orElseThrow(() -> unknown(id));
    }

    private void requireMayDecide(Approval approval, Authentication person) {
        if (person.getName().equals(approval.firstPerson())) {
            throw ownRequest(
                    approval,
                    person.getName().equals(approval.command().requestedBy())
                            ? "You have asked for this yourself, and the second person is another one. You can withdraw it: POST %s/withdraw."
                            : "You have approved this already, and a token needs two persons: another one has to approve %s.");
        }
        requireProven(approval, person);
    }

    private void requireProven(Approval approval, Authentication person) {
        persons.requireOne(person.getName(), "A person decides about this, and");
        rights.refusal(person.getName(), person.getAuthorities(), approval.command())
                .ifPresent(why -> {
                    throw ProblemType.NOT_ALLOWED.because(
                            "Nothing was done. Who decides about a command must be allowed to give it. " + why);
                });
    }

    private void requireRequester(Approval approval) {
        var asked = approval.asked();
        rights.refusalNow(approval.command().requestedBy(), asked.tokenOwner(), asked.at(), approval.command())
                .ifPresent(why -> {
                    throw ProblemType.REQUESTER_NOT_ALLOWED.because(
                            "Nothing was done. %s Decline it with POST %s/decline, and ask for it yourself if it is still wanted."
                                    .formatted(why, approval.href()));
                });
    }

    private static Approval requirePending(Approval approval) {
        if (approval.isPending()) {
            return approval;
        }
        var end = Objects.requireNonNull(approval.end());
        var problem = ProblemType.APPROVAL_ENDED
                .because("Nothing was done. This request has ended as %s%s at %s. %s"
                        .formatted(
                                approval.state(), end.by() == null ? "" : " by " + end.by(), end.at(), next(approval)))
                .with("state", approval.state());
        return throwing(approval.operation() == null ? problem : problem.with("operation", approval.operation()));
    }

    private static String next(Approval approval) {
        if (approval.operation() != null) {
            return "Its operation is /api/operations/%s.".formatted(approval.operation());
        }
        if (approval.state() == ApprovalState.APPROVED && approval.reservation() == null) {
            return "Its plan is /api/plans/%s.".formatted(approval.command().subject());
        }
        return approval.reservation() == null
                ? "Ask for it again if it is still wanted."
                : "Its reservation is /api/reservations/%s.".formatted(approval.reservation());
    }

    private static Approval throwing(ProblemException problem) {
        throw problem;
    }

    private static ProblemException outdated(Approval approval, List<String> differences) {
        return ProblemType.APPROVAL_OUTDATED
                .because(
                        "Nothing was done. It is not any more what was asked for. %s Decline it with POST %s/decline, or wait until it is as it was."
                                .formatted(String.join(" ", differences), approval.href()))
                .with("changes", differences);
    }

    private static ProblemException begunAlready(Approval approval) {
        return ProblemType.APPROVAL_OUTDATED.because(
                "Nothing was done. The same request has begun already, with the same Idempotency-Key. Decline this one: POST %s/decline."
                        .formatted(approval.href()));
    }

    private static ProblemException ownRequest(Approval approval, String detail) {
        return ProblemType.OWN_REQUEST.because("Nothing was done. " + detail.formatted(approval.href()));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemType.NOT_FOUND.because(
                "There is no request for approval %s. GET /api/approvals lists all.".formatted(id));
    }
}
