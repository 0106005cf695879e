package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.workflow.operation.Command;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides which commands need a second person. */
@Component
class ApprovalRules {
    private static final int MINUTE = 60;

    private final ApprovalSettings settings;

    ApprovalRules(ApprovalSettings settings) {
        this.settings = settings;
    }

    /** Returns true if commands are counted. */
    boolean count() {
        return settings.commands() != null;
    }

    /** Returns the rules that apply to what a command touches; empty if none does. */
    List<Applied> of(Command command, CommandReview review) {
        return Stream.concat(contract(command, review).stream(), vms(command, review).stream())
                .toList();
    }

    private Optional<Applied> contract(Command command, CommandReview review) {
        return Optional.of(settings.contracts() ? review.contracts(command) : List.<String>of())
                .filter(contracts -> !contracts.isEmpty())
                .map(contracts -> new Applied(
                        ApprovalRule.CONTRACT,
                        "It touches the contract %s.".formatted(String.join(" and ", contracts))));
    }

    private Optional<Applied> vms(Command command, CommandReview review) {
        return Optional.ofNullable(settings.vms() ? review.vms(command) : null)
                .map(text -> new Applied(ApprovalRule.VMS, text));
    }

    /** @param operations of a plan that are to begin together */
    Optional<Applied> ofPlan(int operations) {
        var most = settings.plans();
        return most == null || operations <= most
                ? Optional.empty()
                : Optional.of(new Applied(
                        ApprovalRule.PLAN,
                        "%d operations begin together, and one person may begin %d alone with a plan."
                                .formatted(operations, most)));
    }

    /**
     * @param begun how many commands the person has begun within the time
     * @param more how many are to begin now
     */
    Optional<Applied> ofCount(String person, long begun, int more) {
        var most = settings.commands();
        return most == null || begun + more <= most
                ? Optional.empty()
                : Optional.of(new Applied(
                        ApprovalRule.COMMANDS,
                        "%s has begun %d commands within %s, and may begin %d alone%s."
                                .formatted(
                                        person,
                                        begun,
                                        text(),
                                        most,
                                        more == 1 ? "" : "; these are %d".formatted(more))));
    }

    private String text() {
        var seconds = settings.commandsWithin().toSeconds();
        if (seconds == MINUTE) {
            return "a minute";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + " minutes" : seconds + " seconds";
    }
}
