package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reservations.RequestedTimes.Despite;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.rights.CallerLimits;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about reservations: other times, and their end. Whoever decides must be allowed to give the command. */
@Component
class ReservationDecisions {
    private final Reservations reservations;
    private final HostTimes hosts;
    private final WindowStore windows;
    private final StoredCommands stored;
    private final CallerLimits limits;
    private final ReservationRecord record;
    private final ReservationListener changes;
    private final TransactionTemplate transactions;

    ReservationDecisions(
            Reservations reservations,
            HostTimes hosts,
            WindowStore windows,
            StoredCommands stored,
            CallerLimits limits,
            ReservationRecord record,
            ReservationListener changes,
            PlatformTransactionManager transactions) {
        this.reservations = reservations;
        this.hosts = hosts;
        this.windows = windows;
        this.stored = stored;
        this.limits = limits;
        this.record = record;
        this.changes = changes;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** The part of a request about which somebody can still decide: the way out, and once it has begun, the way back. */
    Reservation locked(UUID id, Authentication user) {
        var out = reservations.lock(id).filter(found -> !found.isReturn()).orElseThrow(() -> unknown(id));
        requireAllowed(out, user);
        if (out.isOpen()) {
            return out;
        }
        return Optional.of(out)
                .filter(ended -> ended.state() == ReservationState.BEGUN)
                .flatMap(begun -> reservations.back(id))
                .flatMap(back -> reservations.lock(back.id()))
                .filter(Reservation::isOpen)
                .orElseThrow(() -> ended(out));
    }

    private void requireAllowed(Reservation reservation, Authentication user) {
        var command = reservation.asked().command();
        stored.refusal(user, command)
                .or(() -> Optional.ofNullable(limits.whyNot(user, command)))
                .ifPresent(why -> {
                    throw ProblemType.NOT_ALLOWED.because(
                            "Nothing was done. Who decides about a command must be allowed to give it. " + why);
                });
    }

    /** Ends it. Before it has begun, its way back ends with it. */
    void cancel(UUID id, String reason, Authentication user) {
        transactions.executeWithoutResult(status -> {
            var open = locked(id, user);
            reservations.end(open.id(), ReservationState.CANCELLED, null, null, user.getName(), reason);
            if (!open.isReturn()) {
                reservations
                        .back(open.id())
                        .ifPresent(back -> reservations.end(
                                back.id(), ReservationState.CANCELLED, null, null, user.getName(), reason));
                withdrawApproval(open, user, reason);
            }
            record.write(SecurityEventKind.RESERVATION_CANCELLED, open, user.getName(), reason, null);
        });
        changes.poll();
        stored.announceRequest();
    }

    private void withdrawApproval(Reservation open, Authentication user, String reason) {
        if (open.approval() != null) {
            stored.withdraw(open.approval(), user.getName(), reason);
        }
    }

    /** Gives it other times. A way out takes its way back along only if {@code until} is sent. */
    void move(UUID id, RequestedTimes times, @Nullable String reason, Authentication user) {
        transactions.executeWithoutResult(status -> {
            var open = locked(id, user);
            reservations.lockHost(open.host());
            if (open.isReturn()) {
                moveBack(open, times);
            } else {
                moveOut(open, times);
            }
            record.write(
                    SecurityEventKind.RESERVATION_MOVED,
                    reservations.find(open.id()).orElseThrow(),
                    user.getName(),
                    reason,
                    null);
        });
        changes.poll();
    }

    private void moveBack(Reservation back, RequestedTimes times) {
        if (times.until() == null || times.notBefore() != null || times.notAfter() != null || times.window() != null) {
            throw FieldProblem.refusal(
                    "until", "alone can be moved, because the rest has begun: send until and no other time");
        }
        var until = Objects.requireNonNull(
                Scheduling.of(times, reservations.now(), windows::find).until());
        var schedule = Reserving.wayBack(until);
        requireFree(back, schedule, times);
        reservations.move(back.id(), schedule, true);
    }

    private void moveOut(Reservation out, RequestedTimes times) {
        if (out.approval() != null) {
            throw ProblemType.RESERVATION_OUTDATED.because(
                    "Nothing was done. A second person agrees to it at these times: cancel it with POST %s/cancel, and ask for it at the other time."
                            .formatted(out.href()));
        }
        var back = reservations.back(out.id()).orElse(null);
        var until = times.until() != null
                ? times.until()
                : back == null ? null : back.times().begins().toString();
        if (back == null && until != null) {
            throw FieldProblem.refusal(
                    "until", "cannot be added: this has no way back. Cancel it, and ask for it with until");
        }
        var schedule = Scheduling.of(
                new RequestedTimes(times.notBefore(), times.notAfter(), times.window(), until, null, times.despite()),
                reservations.now(),
                windows::find);
        requireFree(out, schedule, times);
        reservations.move(out.id(), schedule, true);
        if (back != null && schedule.until() != null) {
            reservations.move(back.id(), Reserving.wayBack(schedule.until()), false);
        }
    }

    private void requireFree(Reservation moved, Schedule schedule, RequestedTimes times) {
        var collisions = hosts.collisions(moved.host(), schedule.begins(), schedule.free(), moved.request());
        if (!collisions.isEmpty() && !times.accepts(Despite.COLLISION)) {
            throw Reserving.collides(moved.host(), collisions);
        }
    }

    static ProblemException unknown(UUID id) {
        return ProblemType.NOT_FOUND.because(
                "There is no reservation %s. GET /api/reservations lists all.".formatted(id));
    }

    private static ProblemException ended(Reservation reservation) {
        var problem = ProblemType.RESERVATION_ENDED
                .because("Nothing was done. This reservation has ended as %s.%s"
                        .formatted(
                                reservation.state(),
                                reservation.operation() == null
                                        ? " Ask for it again if it is still wanted."
                                        : " Its operation is /api/operations/%s.".formatted(reservation.operation())))
                .with("state", reservation.state());
        return reservation.operation() == null ? problem : problem.with("operation", reservation.operation());
    }
}
