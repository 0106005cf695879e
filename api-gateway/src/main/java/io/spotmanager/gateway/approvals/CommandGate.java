package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.CommandService;
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
import java.util.function.Function;
import java.util.stream.Collectors;
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
    private final BegunCommands begun;
    private final ApprovalRequests requests;
    private final TransactionTemplate transactions;

    CommandGate(
            ApprovalRules rules,
            List<CommandReview> reviews,
            CommandRights rights,
            CommandService commands,
            BegunCommands begun,
            ApprovalRequests requests,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.reviews = reviews.stream().collect(Collectors.toMap(CommandReview::kind, Function.identity()));
        this.rights = rights;
        this.commands = commands;
        this.begun = begun;
        this.requests = requests;
        this.transactions = new TransactionTemplate(transactions);
    }

    /**
     * @param key the idempotency key of the request, or null
     * @param user whose name the command has
     */
    public ResponseEntity<CommandAnswer> submit(Command command, @Nullable String key, Authentication user) {
        rights.refusal(user.getName(), user.getAuthorities(), command).ifPresent(why -> {
            throw ProblemType.NOT_ALLOWED.because("Nothing was done. " + why);
        });
        var idempotency = commands.idempotency(key, command);
        var earlier = requests.earlier(command.requestedBy(), idempotency);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var review = review(command);
        var applied = rules.of(command, review);
        if (applied.isEmpty()) {
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
            var over = repeated ? Optional.<Applied>empty() : rules.ofCount(person, count);
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
