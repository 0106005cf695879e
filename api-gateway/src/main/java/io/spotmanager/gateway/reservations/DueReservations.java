package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.approvals.ReviewedPreview;
import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.operations.PostedCommand;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.reservations.DueDecision.Findings;
import io.spotmanager.gateway.reservations.DueDecision.Verdict;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.workflow.operation.RowFailure;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins what is due. Every gateway does this, and none waits for another: a reservation is claimed in the transaction in which its operation
 * is accepted, so it begins once or stays as it was.
 */
@Component
class DueReservations {
    private static final Logger log = LoggerFactory.getLogger(DueReservations.class);
    private static final int BATCH_SIZE = 50;

    private final Reservations reservations;
    private final DueFindings findings;
    private final StoredCommands stored;
    private final ReservationRecord record;
    private final ReservationListener changes;
    private final TransactionTemplate transactions;

    DueReservations(
            Reservations reservations,
            DueFindings findings,
            StoredCommands stored,
            ReservationRecord record,
            ReservationListener changes,
            PlatformTransactionManager transactions) {
        this.reservations = reservations;
        this.findings = findings;
        this.stored = stored;
        this.record = record;
        this.changes = changes;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Costs one small query if nothing is due. */
    void run() {
        List<UUID> before;
        List<UUID> due = List.of();
        do {
            before = due;
            due = reservations.due(BATCH_SIZE);
            due.forEach(this::one);
            if (!due.isEmpty()) {
                changes.poll();
            }
        } while (due.size() == BATCH_SIZE && !due.equals(before)); // what nothing came of is looked at the next time
    }

    private void one(UUID id) {
        var seen = reservations.find(id).orElseThrow();
        try {
            // The preview may read clouds, so it is made before the transaction.
            var preview = stored.preview(seen.asked().command());
            announced(transactions.execute(status -> decided(id, preview)));
        } catch (ProblemException e) {
            // A freeze or another operation that came in between, or a cloud that cannot be read: nothing of it has
            // happened.
            postpone(id, DueFindings.sentence(e));
        } catch (RuntimeException e) {
            switch (RowFailure.of(e)) {
                case DATABASE_AWAY -> throw e;
                case ROW_REFUSED -> // such as that of its return
                    log.warn("The reservation {} has not begun, will retry: {}", id, e.getMessage());
                case DEFECT -> {
                    log.error("The reservation {} could not be looked at, will retry", id, e);
                    postpone(id, "It could not be looked at. The log of the gateway says why.");
                }
            }
        }
    }

    private void postpone(UUID id, String obstacle) {
        transactions.executeWithoutResult(status -> reservations
                .claim(id)
                .ifPresent(reservation -> settle(reservation, new Findings(null, List.of(), obstacle))));
    }

    private static void announced(@Nullable PostedCommand begun) {
        if (begun != null) {
            begun.announced();
        }
    }

    /** @return null if nothing has begun */
    private @Nullable PostedCommand decided(UUID id, ReviewedPreview preview) {
        var claimed = reservations.claim(id);
        if (claimed.isEmpty()) {
            return null;
        }
        var reservation = claimed.get();
        var found = findings.of(reservation, preview);
        return settle(reservation, found) ? begin(reservation) : null;
    }

    /** @return true if it is to begin */
    private boolean settle(Reservation reservation, Findings found) {
        return switch (DueDecision.of(reservation, reservations.now(), found)) {
            case Verdict.Begin() -> true;
            case Verdict.Later(var at, var cause) -> {
                reservations.later(reservation.id(), at, cause);
                yield false;
            }
            case Verdict.Stop(var becomes, var cause) -> {
                stop(reservation, becomes, cause);
                yield false;
            }
        };
    }

    private PostedCommand begin(Reservation reservation) {
        var agreement = findings.agreement(reservation);
        var origin = reservation.origin(agreement == null ? null : agreement.agreed());
        var posted = stored.post(reservation.asked().command(), origin);
        var operation = posted.operation().id();
        reservations.end(reservation.id(), ReservationState.BEGUN, null, operation, null, null);
        reservations.startBack(reservation.id());
        record.write(SecurityEventKind.RESERVATION_BEGUN, reservation, null, null, operation);
        return posted;
    }

    private void stop(Reservation reservation, ReservationState becomes, String cause) {
        if (becomes == ReservationState.ASKING) {
            reservations.ask(reservation.id(), cause);
            record.write(SecurityEventKind.RESERVATION_ASKS, reservation, null, cause, null);
            return;
        }
        reservations.end(reservation.id(), becomes, cause, null, null, null);
        reservations
                .back(reservation.id())
                .ifPresent(back -> reservations.end(
                        back.id(),
                        ReservationState.CANCELLED,
                        "What it was to take back has not begun.",
                        null,
                        null,
                        null));
        record.write(
                becomes == ReservationState.MISSED
                        ? SecurityEventKind.RESERVATION_MISSED
                        : SecurityEventKind.RESERVATION_REFUSED,
                reservation,
                null,
                cause,
                null);
    }
}
