package io.spotmanager.gateway.reservations;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a reservation begin that was refused at its time. Whoever does that gives the command, with rights of their own. */
@Component
class BeginByPerson {
    private final Reservations reservations;
    private final ReservationDecisions decisions;
    private final StoredCommands stored;
    private final ReservationRecord record;
    private final ReservationListener changes;
    private final TransactionTemplate transactions;

    BeginByPerson(
            Reservations reservations,
            ReservationDecisions decisions,
            StoredCommands stored,
            ReservationRecord record,
            ReservationListener changes,
            PlatformTransactionManager transactions) {
        this.reservations = reservations;
        this.decisions = decisions;
        this.stored = stored;
        this.record = record;
        this.changes = changes;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** @throws ProblemException if its checks still refuse it, or it needs somebody else */
    void begin(UUID id, String reason, Authentication person) {
        var seen = transactions.execute(status -> asking(id, person));
        requireChecks(Objects.requireNonNull(seen));
        var posted = transactions.execute(status -> {
            var asking = asking(id, person);
            var command = inTheNameOf(person, asking.asked().command());
            var here = Objects.requireNonNull(RequestCaller.origin(), "a person decides by a request");
            var origin = new CommandOrigin(
                    here.address(),
                    here.requestId(),
                    here.tokenOwner(),
                    agreed(asking, command, here, person),
                    asking.named());
            var begun = stored.post(command, origin);
            var operation = begun.operation().id();
            reservations.end(asking.id(), ReservationState.BEGUN, null, operation, person.getName(), reason);
            reservations.startBack(asking.id());
            record.write(SecurityEventKind.RESERVATION_BEGUN, asking, person.getName(), reason, operation);
            return begun;
        });
        Objects.requireNonNull(posted).announced();
        changes.poll();
    }

    private Reservation asking(UUID id, Authentication person) {
        var open = decisions.locked(id, person);
        if (open.state() != ReservationState.ASKING) {
            throw ProblemType.RESERVATION_OUTDATED.because(
                    "Nothing was done. It begins by itself at %s. To begin earlier, move it: POST %s/move."
                            .formatted(open.times().begins(), open.href()));
        }
        reservations
                .back(open.id())
                .filter(back -> !back.times().begins().isAfter(reservations.now()))
                .ifPresent(back -> {
                    throw ProblemType.RESERVATION_OUTDATED.because(
                            "Nothing was done. It was to be taken back at %s, which is past. Move it with POST %s/move, or cancel it."
                                    .formatted(back.times().begins(), open.href()));
                });
        return open;
    }

    private void requireChecks(Reservation asking) {
        var preview = stored.preview(asking.asked().command());
        if (!preview.allowed()) {
            throw ProblemType.CHECKS_FAILED.because("Nothing was done. %s"
                    .formatted(preview.checks().stream()
                            .filter(check -> !check.allows())
                            .map(Check::text)
                            .collect(Collectors.joining(" "))));
        }
    }

    private static Command inTheNameOf(Authentication person, Command command) {
        return new Command(
                command.kind(),
                command.subject(),
                command.request(),
                person.getName(),
                command.reason(),
                command.batchId());
    }

    /** Where a second person has to agree, the one who asked and the one who lets it begin are the two. */
    private CommandOrigin.@Nullable Approval agreed(
            Reservation asking, Command command, CommandOrigin here, Authentication person) {
        var rules = Stream.concat(stored.rules(command).stream(), stored.tooMany(command, here).stream())
                .toList();
        if (rules.isEmpty()) {
            return null;
        }
        var why = rules.stream().map(Applied::text).collect(Collectors.joining(" "));
        var asker = asking.asked().command().requestedBy();
        if (asking.asked().tokenOwner() != null || person instanceof ApiTokenAuthentication) {
            throw ownRequest(
                    "%s So two persons have to stand behind it, and a token is none. Cancel it, and ask for it as yourself."
                            .formatted(why));
        }
        if (asker.equals(person.getName())) {
            throw ownRequest(
                    "%s So a second person has to let it begin; you have asked for it yourself.".formatted(why));
        }
        stored.requirePerson(person.getName(), "%s So a second person has to let it begin, and".formatted(why));
        stored.requirePerson(asker, "%s So two persons have to stand behind it, and".formatted(why));
        return new CommandOrigin.Approval(
                asking.request(), List.of(asker, person.getName()), here.address(), here.requestId());
    }

    private static ProblemException ownRequest(String detail) {
        return ProblemType.OWN_REQUEST.because("Nothing was done. " + detail);
    }
}
