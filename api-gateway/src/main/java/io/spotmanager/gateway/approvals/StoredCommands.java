package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.PostedCommand;
import io.spotmanager.gateway.security.CommandRights;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The same gate as {@link CommandGate} for commands that were asked for earlier and begin later, when nobody sends a request. Each question is
 * asked by itself, because what follows from an answer is the caller's own matter.
 */
@Component
public class StoredCommands {
    private final ApprovalRules rules;
    private final Map<String, CommandReview> reviews;
    private final CommandRights rights;
    private final CommandService commands;
    private final BegunCommands begun;
    private final ApprovalRequests requests;
    private final Approvals approvals;
    private final Persons persons;

    StoredCommands(
            ApprovalRules rules,
            List<CommandReview> reviews,
            CommandRights rights,
            CommandService commands,
            BegunCommands begun,
            ApprovalRequests requests,
            Approvals approvals,
            Persons persons) {
        this.rules = rules;
        this.reviews = reviews.stream().collect(Collectors.toMap(CommandReview::kind, Function.identity()));
        this.rights = rights;
        this.commands = commands;
        this.begun = begun;
        this.requests = requests;
        this.approvals = approvals;
        this.persons = persons;
    }

    /** Why somebody who is here may not give the command, as a sentence; empty if nothing is in the way. */
    public Optional<String> refusal(Authentication user, Command command) {
        return rights.refusal(user.getName(), user.getAuthorities(), command);
    }

    /** Why who asked may not give the command any more, by what counts now. */
    public Optional<String> refusalNow(StoredCommand stored) {
        return rights.refusalNow(
                stored.command().requestedBy(), stored.tokenOwner(), stored.askedAt(), stored.command());
    }

    /** Makes the preview of the command. May read clouds, so it is not called in a transaction. */
    public ReviewedPreview preview(Command command) {
        return review(command).preview(command);
    }

    /** The rules that need a second person by what the command touches now. Reads no cloud. */
    public List<Applied> rules(Command command) {
        return rules.of(command, review(command));
    }

    /**
     * The same for commands that begin together.
     *
     * @param whole stands for all of them
     * @param parts how many they are
     */
    public List<Applied> rulesTogether(Command whole, int parts) {
        return Stream.concat(rules(whole).stream(), rules.ofPlan(parts).stream())
                .toList();
    }

    /**
     * The rule that counts commands, if it applies. Until the transaction of the caller has ended, nobody else counts for that person.
     *
     * @param origin null if a person asked
     */
    public Optional<Applied> tooMany(Command command, @Nullable CommandOrigin origin) {
        return tooMany(command, origin, 1);
    }

    /** @param more how many commands it stands for */
    public Optional<Applied> tooMany(Command command, @Nullable CommandOrigin origin, int more) {
        if (!rules.count()) {
            return Optional.empty();
        }
        var person = BegunCommands.person(command.requestedBy(), origin);
        return rules.ofCount(person, begun.countAlone(person), more);
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException for a user that several people share */
    public void requirePerson(String name, String why) {
        persons.requireOne(name, why);
    }

    /**
     * Asks for a second person. Joins the transaction of the caller, who calls {@link #announceRequest} after its commit.
     *
     * @param life until the reservation can begin no more
     * @return the request for approval
     */
    public UUID ask(Command command, List<Applied> why, ReviewedPreview preview, Duration life, UUID reservation) {
        return requests.storeReserved(command, why, preview, life, reservation);
    }

    /** Tells the boards of a request for approval. */
    public void announceRequest() {
        requests.announce();
    }

    /**
     * What became of a request for approval.
     *
     * @param state by the database's clock
     * @param preview that both persons saw
     * @param rules for which they agreed
     * @param agreed for the history; null unless both have
     */
    public record Agreement(
            ApprovalState state,
            ReviewedPreview preview,
            List<Applied> rules,
            CommandOrigin.@Nullable Approval agreed) {
        /** In what a preview is not what they saw, a sentence each. */
        public List<String> changes(ReviewedPreview now) {
            return PreviewChanges.between(preview, now);
        }
    }

    /** @param approval that {@link #ask} has returned */
    public Agreement agreement(UUID approval) {
        var found = approvals.find(approval).orElseThrow();
        var end = found.end();
        var agreed = found.state() == ApprovalState.APPROVED && end != null
                ? new CommandOrigin.Approval(
                        approval,
                        List.of(Objects.requireNonNull(found.firstPerson()), Objects.requireNonNull(end.by())),
                        found.asked().address(),
                        found.asked().requestId())
                : null;
        return new Agreement(found.state(), found.preview(), found.rules(), agreed);
    }

    /** Withdraws an open request for approval, because what it was for has ended. Joins the transaction of the caller. */
    public void withdraw(UUID approval, String by, String reason) {
        approvals
                .lock(approval)
                .filter(Approval::isPending)
                .ifPresent(open -> requests.withdrawReserved(open, by, reason));
    }

    /**
     * Begins it in the transaction of the caller, who calls {@link PostedCommand#announced} after its commit.
     *
     * @throws io.spotmanager.gateway.problem.ProblemException if new commands are refused, or an operation holds the host
     */
    public PostedCommand post(Command command, CommandOrigin origin) {
        return commands.post(command, null, origin);
    }

    private CommandReview review(Command command) {
        return Objects.requireNonNull(reviews.get(command.kind()), "nothing reviews a command of this kind");
    }
}
