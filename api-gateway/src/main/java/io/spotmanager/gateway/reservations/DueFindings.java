package io.spotmanager.gateway.reservations;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.approvals.ApprovalState;
import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.approvals.StoredCommands.Agreement;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.reservations.DueDecision.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks every rule of commands about one that is due. Reads no cloud. */
@Component
class DueFindings {
    private final StoredCommands stored;
    private final CommandService commands;
    private final HostTimes hosts;

    DueFindings(StoredCommands stored, CommandService commands, HostTimes hosts) {
        this.stored = stored;
        this.commands = commands;
        this.hosts = hosts;
    }

    /**
     * Whatever holds the host now may make the checks refuse, so it comes first.
     *
     * @param preview as it was made a moment ago
     */
    Findings of(Reservation reservation, ReviewedPreview preview) {
        var command = reservation.asked().command();
        var notAllowed = stored.refusalNow(reservation.asked()).orElse(null);
        if (notAllowed != null) {
            return new Findings(notAllowed, List.of(), null);
        }
        var obstacle = obstacle(reservation.host());
        if (obstacle != null) {
            return new Findings(null, List.of(), obstacle);
        }
        var agreement = agreement(reservation);
        if (agreement != null && agreement.state() == ApprovalState.PENDING) {
            return new Findings(
                    null,
                    List.of(),
                    "A second person has not approved it yet: /api/approvals/%s.".formatted(reservation.approval()));
        }
        var refusals = refusals(preview, reservation, agreement);
        if (!preview.allowed() && hosts.hasJustChanged(reservation.host())) {
            return new Findings(
                    null,
                    List.of(),
                    "An operation of %s has just ended, and the fleet is read again.".formatted(reservation.host()));
        }
        if (!refusals.isEmpty()) {
            return new Findings(null, refusals, null);
        }
        return stored.tooMany(command, reservation.asked().origin())
                .map(rule -> new Findings(null, List.of(), rule.text()))
                .orElse(Findings.NONE);
    }

    /** What two persons have agreed to; null if nobody has to. */
    @Nullable
    Agreement agreement(Reservation reservation) {
        return reservation.approval() == null ? null : stored.agreement(reservation.approval());
    }

    private @Nullable String obstacle(String host) {
        try {
            commands.requireAcceptable(host);
            return null;
        } catch (ProblemException e) {
            return sentence(e);
        }
    }

    /** The detail of a problem, without what it says to somebody who sent a request. */
    static String sentence(ProblemException problem) {
        var detail = problem.getBody().getDetail();
        return detail == null ? "It was refused." : detail.replaceFirst("^Nothing was done\\. ", "");
    }

    private List<String> refusals(ReviewedPreview preview, Reservation reservation, @Nullable Agreement agreement) {
        var refusals = new ArrayList<String>();
        preview.checks().stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .forEach(refusals::add);
        refusals.addAll(secondPerson(reservation, preview, agreement));
        return refusals;
    }

    private List<String> secondPerson(Reservation reservation, ReviewedPreview preview, @Nullable Agreement agreement) {
        var rules = stored.rules(reservation.asked().command());
        if (agreement != null && agreement.agreed() == null) {
            return List.of("A second person has not approved it: /api/approvals/%s has ended as %s."
                    .formatted(reservation.approval(), agreement.state()));
        }
        if (agreement == null) {
            return rules.isEmpty()
                    ? List.of()
                    : List.of("%s So a second person has to let it begin.".formatted(text(rules.stream())));
        }
        // A way back is another command, of which the two have seen no preview: they agreed to its reasons.
        var seen = agreement.rules().stream().map(Applied::rule).toList();
        return reservation.isReturn()
                ? rules.stream()
                        .filter(rule -> !seen.contains(rule.rule()))
                        .map(rule -> "%s Nobody has agreed to that.".formatted(rule.text()))
                        .toList()
                : agreement.changes(preview);
    }

    private static String text(Stream<Applied> rules) {
        return rules.map(Applied::text).collect(Collectors.joining(" "));
    }
}
