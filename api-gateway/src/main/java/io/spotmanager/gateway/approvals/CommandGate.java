package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.ImmediateRefusals;
import io.spotmanager.gateway.operations.PostedCommand;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.CommandRights;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a command begin, or stores it until a second person has approved it. */
@Component
public class CommandGate {
    private final ApprovalRules rules;
    private final Map<String, CommandReview> reviews;
    private final CommandRights rights;
    private final CommandService commands;
    private final ImmediateRefusals refusals;
    private final BegunCommands begun;
    private final ApprovalRequests requests;
    private final TransactionTemplate transactions;

    CommandGate(
            ApprovalRules rules,
            List<CommandReview> reviews,
            CommandRights rights,
            CommandService commands,
            ImmediateRefusals refusals,
            BegunCommands begun,
            ApprovalRequests requests,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.reviews = reviews.stream().collect(Collectors.toMap(CommandReview::kind, Function.identity()));
        this.rights = rights;
        this.commands = commands;
        this.refusals = refusals;
        this.begun = begun;
        this.requests = requests;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * @param key the idempotency key of the request, or null
     * @param user whose name the command has
     */
    public ResponseEntity<CommandAnswer> submit(Command command, @Nullable String key, Authentication user) {
        return submit(command, commands.idempotency(key, command), user, Optional::empty);
    }

    /** The answer to an earlier request with that key; empty if there was none. Throws the refusal if it was refused at once. */
    public Optional<ResponseEntity<CommandAnswer>> earlier(String user, @Nullable Idempotency idempotency) {
        refusals.requireNotRefusedBefore(user, idempotency);
        return requests.earlier(user, idempotency)
                .or(() -> commands.earlier(user, idempotency).map(CommandGate::widened));
    }

    /**
     * @param idempotency key of the request and hash of what was sent, or null
     * @param user whose name the command has
     * @param known finds the rule that is known to refuse it, so that it is refused at once and on record; may read a cloud
     */
    public ResponseEntity<CommandAnswer> submit(
            Command command, @Nullable Idempotency idempotency, Authentication user, Supplier<Optional<Check>> known) {
        rights.refusal(user.getName(), user.getAuthorities(), command).ifPresent(why -> {
            throw ProblemType.NOT_ALLOWED.because("Nothing was done. " + why);
        });
        var earlier = requests.earlier(command.requestedBy(), idempotency);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var review = review(command);
        var applied = rules.of(command, review);
        if (applied.isEmpty()) {
            refusals.require(command, idempotency, known); // a request for approval has checks of its own
            if (!rules.count()) {
                return widened(commands.submit(command, idempotency));
            }
            var attempt = begin(command, idempotency);
            if (attempt.posted() != null) {
                return widened(attempt.posted().announced());
            }
            applied = attempt.applied();
        }
        var why = applied;
        return commands.earlier(command.requestedBy(), idempotency)
                .map(CommandGate::widened)
                .orElseGet(() -> requests.store(command, why, review, idempotency));
    }

    /**
     * Lets commands begin together, or stores the whole until a second person has approved it.
     *
     * @param whole stands for all of them
     * @param parts the commands themselves
     * @param begin writes down that they begin, in one transaction with the counting; what it returns is done after the commit
     * @return empty if they begin
     * @throws io.spotmanager.gateway.problem.ProblemException if the user may not give one of them
     */
    public Optional<CommandAnswer> submitTogether(
            Command whole, List<Command> parts, Authentication user, Supplier<Runnable> begin) {
        rights.refusal(user.getName(), user.getAuthorities(), parts).ifPresent(why -> {
            throw ProblemType.NOT_ALLOWED.because("Nothing was done. " + why);
        });
        var review = review(whole);
        var applied = Stream.concat(rules.of(whole, review).stream(), rules.ofPlan(parts.size()).stream())
                .toList();
        var over = applied.isEmpty() ? beginTogether(whole, parts.size(), begin) : applied;
        return over.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(requests.store(whole, over, review, null).getBody());
    }

    /** @return the rule that forbids it; empty if they begin */
    private List<Applied> beginTogether(Command whole, int number, Supplier<Runnable> begin) {
        var announcement = new AtomicReference<Runnable>(() -> {});
        var over = transactions.execute(status -> {
            if (rules.count()) {
                var person = BegunCommands.person(whole.requestedBy(), RequestCaller.origin());
                var rule = rules.ofCount(person, begun.countAlone(person), number);
                if (rule.isPresent()) {
                    return List.of(rule.get());
                }
            }
            announcement.set(begin.get());
            return List.<Applied>of();
        });
        announcement.get().run();
        return Objects.requireNonNull(over, "the transaction returned nothing");
    }

    /** The open request for approval of that kind for that subject; null if there is none. */
    public @Nullable UUID pending(String kind, String subject) {
        return requests.pending(kind, subject).orElse(null);
    }

    /**
     * The rules that would apply to a command by what it touches; null if none would. Not the one that counts commands, whose answer
     * another command may change.
     */
    public @Nullable List<Applied> expected(Command command) {
        var applied = rules.of(command, review(command));
        return applied.isEmpty() ? null : applied;
    }

    private CommandReview review(Command command) {
        return Objects.requireNonNull(reviews.get(command.kind()), "nothing reviews a command of this kind");
    }

    /** @param posted null if a rule applies */
    private record Attempt(@Nullable PostedCommand posted, List<Applied> applied) {}

    /** Counts and begins in one transaction, so that commands that come at the same moment count each other. */
    private Attempt begin(Command command, @Nullable Idempotency idempotency) {
        var attempt = transactions.execute(status -> {
            var origin = RequestCaller.origin();
            var person = BegunCommands.person(command.requestedBy(), origin);
            var count = begun.countAlone(person);
            var repeated = commands.earlier(command.requestedBy(), idempotency).isPresent();
            var over = repeated ? Optional.<Applied>empty() : rules.ofCount(person, count, 1);
            return over.map(rule -> new Attempt(null, List.of(rule)))
                    .orElseGet(() -> new Attempt(commands.post(command, idempotency, origin), List.of()));
        });
        if (attempt == null) {
            throw new IllegalStateException("the transaction returned nothing");
        }
        return attempt;
    }

    private static ResponseEntity<CommandAnswer> widened(ResponseEntity<AcceptedOperation> answer) {
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }
}
