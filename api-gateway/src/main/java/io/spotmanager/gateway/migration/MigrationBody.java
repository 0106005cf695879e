package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.DrainRules;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.reservations.RequestedTimes;
import io.spotmanager.gateway.reservations.RequestedTimes.Despite;
import io.spotmanager.gateway.reservations.RequestedTimes.IfRefused;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A move, a placement or a withdrawal as scripts send it.
 *
 * @param operation the former tool's word for which of them: {@code full}, {@code add} or {@code remove}; null for full
 * @param disableService whether a withdrawal also disables Nova's service of the host; null for no
 * @param when {@code empty} to wait until nobody uses the host any more; {@code now} or null to begin at once
 * @param deadline until when to wait for that; null unless it waits
 * @param notBefore a time from when on it may begin. With this or one of the next three it is reserved, and begins by itself
 * @param notAfter a time from when on it does not begin any more; null for the end of the window, or a day after it may
 * @param window name of a maintenance window in which it begins, as {@code GET /api/windows} lists it
 * @param until a time at which it is taken back; null for never
 * @param ifRefused what follows if its rules refuse it at its time: {@code ask}, also if it is left out, or {@code end}
 * @param despite what the requester was told about a reservation, and accepts
 */
public record MigrationBody(
        @NotNull(message = NAME) @Pattern(regexp = "[A-Za-z0-9._-]{1,255}", message = NAME)
        String host,

        @Size(max = 255, message = AGGREGATE) @Nullable String sourceAggregate,

        @Size(max = 255, message = AGGREGATE) @Nullable String targetAggregate,

        @Nullable Set<Acknowledgement> acknowledge,

        @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId,

        @Pattern(regexp = "full|add|remove", message = OPERATION) @Nullable
        String operation,

        @Nullable Boolean disableService,

        @Pattern(regexp = "now|empty", message = WHEN) @Nullable
        String when,

        @Nullable Instant deadline,

        @Nullable String notBefore,
        @Nullable String notAfter,
        @Nullable String window,
        @Nullable String until,
        @Nullable IfRefused ifRefused,
        @Nullable Set<Despite> despite)
        implements Touched.Body {
    private static final String NAME =
            "must be a compute host's name: 1 to 255 letters, digits, dots, dashes or underscores";
    static final String AGGREGATE = "must be an aggregate's name: 1 to 255 characters";
    private static final String OPERATION =
            "must be full (a move, also if it is left out), add (place a host that is in no pool) or remove (withdraw it from its pool)";

    /** Of a withdrawal that a script of the former tool asked for. */
    static final String FORMER_REASON = "taken out by a request of the former tool's form, which gave no reason";

    private static final String WHEN =
            "must be now (also if it is left out) or empty (wait until nobody uses the host any more)";

    /** When it is to begin. */
    RequestedTimes times() {
        return new RequestedTimes(notBefore, notAfter, window, until, ifRefused, despite);
    }

    /** The pool that an operation does not use is left out: a former script may send both with each. */
    @Override
    public Touched touched() {
        return Touched.move(host, is("add") ? null : sourceAggregate, is("remove") ? null : targetAggregate);
    }

    private boolean is(String what) {
        return what.equals(operation);
    }

    /**
     * Whether its source is missing and will be looked up, so that the same request may come to mean something else later.
     */
    boolean leavesSourceOut() {
        return !isGiven(sourceAggregate) && !is("add");
    }

    /**
     * @param sources find the pool of a host whose source is missing
     * @param now for the deadline
     * @throws ProblemException naming the field that is missing or has no meaning here
     */
    HostCommand command(PoolLookup sources, Instant now) {
        if (disableService != null && !is("remove")) {
            throw FieldProblem.refusal("disable_service", "goes with operation remove only: leave it out");
        }
        if ("empty".equals(when)) {
            return drain(sources, now);
        }
        if (deadline != null) {
            throw FieldProblem.refusal(
                    "deadline", "goes with when: empty only: leave it out, or wait until it is empty");
        }
        return is("add")
                ? new HostCommand.Place(new PlaceRequest(host, pool("target_aggregate", targetAggregate), acknowledge))
                : is("remove") ? withdrawal(sources) : move(sources);
    }

    /** A retry with the same key has to say the same, so that a deadline is not made up here. */
    private HostCommand drain(PoolLookup sources, Instant now) {
        if (is("add")) {
            throw FieldProblem.refusal(
                    "when", "has no meaning with operation add: a host that is placed is in no pool. Leave it out");
        }
        var latest = DrainRules.latestDeadline(now);
        if (deadline == null || !deadline.isAfter(now) || deadline.isAfter(latest)) {
            throw FieldProblem.refusal(
                    "deadline",
                    "must say until when to wait, as a time such as 2027-01-31T18:00:00Z after now (%s) and not after %s; past it a person decides"
                            .formatted(now.truncatedTo(ChronoUnit.SECONDS), latest.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (is("remove")) {
            var withdrawal = withdrawal(sources).withdraw();
            return new HostCommand.Drain(new DrainRequest(
                    host,
                    withdrawal.sourceAggregate(),
                    null,
                    deadline,
                    withdrawal.reason(),
                    withdrawal.disableService(),
                    acknowledge));
        }
        var move = move(sources).move();
        return new HostCommand.Drain(new DrainRequest(
                host,
                move.sourceAggregate(),
                move.targetAggregate(),
                deadline,
                reason == null || reason.isBlank() ? "wanted in " + move.targetAggregate() : reason,
                false,
                acknowledge));
    }

    private HostCommand.Move move(PoolLookup sources) {
        if (!isGiven(sourceAggregate) && !isGiven(targetAggregate)) {
            throw FieldProblem.refusal(List.of("source_aggregate", "target_aggregate"), AGGREGATE);
        }
        var target = pool("target_aggregate", targetAggregate);
        return new HostCommand.Move(new MoveRequest(
                host,
                sourceAggregate == null || sourceAggregate.isEmpty() ? sources.ofMove(host) : sourceAggregate,
                target,
                acknowledge));
    }

    private HostCommand.Withdraw withdrawal(PoolLookup sources) {
        var why = reasonOfWithdrawal();
        var source =
                sourceAggregate == null || sourceAggregate.isEmpty() ? sources.ofWithdrawal(host) : sourceAggregate;
        return new HostCommand.Withdraw(
                new WithdrawRequest(host, source, Boolean.TRUE.equals(disableService), why, acknowledge));
    }

    /** The former tool knew no reasons, and wanted a target with every operation: so a request of it is told from one of ours. */
    private String reasonOfWithdrawal() {
        if (reason != null && !reason.isBlank()) {
            return reason;
        }
        if (isGiven(targetAggregate)) {
            return FORMER_REASON;
        }
        throw FieldProblem.refusal(
                "reason", "must say why the host is withdrawn: whoever finds it out of stock reads that");
    }

    private static String pool(String field, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw FieldProblem.refusal(field, AGGREGATE);
        }
        return name;
    }

    private static boolean isGiven(@Nullable String name) {
        return name != null && !name.isEmpty();
    }
}
