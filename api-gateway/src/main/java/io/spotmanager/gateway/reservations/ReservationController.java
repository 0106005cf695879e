package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reservations.RequestedTimes.Despite;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands that begin at a time. */
@RestController
@RequestMapping("/api/reservations")
@Tag(name = "Reservations")
class ReservationController {
    private static final int MAX_PAGE_SIZE = 500;
    private static final String REASON = "must say why, in 1 to 2000 characters: it goes on record";

    @Schema(name = "ReservationReasonBody")
    record ReasonBody(
            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {}

    /**
     * @param notBefore from when on; null for now
     * @param notAfter when it has to have begun; null for the end of the window, or a day later
     * @param window name of a maintenance window in which it begins
     * @param until when it is taken back; null leaves that as it is
     * @param despite what was told, and is accepted
     */
    record MoveBody(
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable String window,
            @Nullable String until,
            @Nullable Set<Despite> despite,

            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
            String reason) {
        RequestedTimes times() {
            return new RequestedTimes(notBefore, notAfter, window, until, null, despite);
        }
    }

    private final ReservationList list;
    private final ReservationDecisions decisions;
    private final BeginByPerson begin;

    ReservationController(ReservationList list, ReservationDecisions decisions, BeginByPerson begin) {
        this.list = list;
        this.decisions = decisions;
        this.begin = begin;
    }

    /** What is to begin, and what became of earlier ones, by the time at which they begin. */
    @GetMapping
    @Operation(operationId = "listReservations", summary = "List reservations")
    Page<ReservationView> list(
            @RequestParam(required = false) @Nullable String host,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable List<ReservationState> state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        if (state != null && state.stream().anyMatch(Objects::isNull)) { // Spring reads a blank as none
            throw FieldProblem.refusal("state", "must be one of " + List.of(ReservationState.values()));
        }
        var filter = new ReservationList.Filter(
                host == null || host.isEmpty() ? null : host, from, to, state == null ? List.of() : state);
        return list.page(filter, Cursor.parse(cursor), limit);
    }

    /** One reservation. Scripts that wait for it ask here; `operation` is there once it has begun. */
    @GetMapping("/{id}")
    @Operation(operationId = "getReservation", summary = "Read a reservation")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ReservationView read(@PathVariable UUID id) {
        return list.find(id).orElseThrow(() -> ReservationDecisions.unknown(id));
    }

    /** Gives it other times. Once it has begun, `until` alone can be sent, which moves its return. */
    @PostMapping("/{id}/move")
    @Operation(operationId = "moveReservation", summary = "Move a reservation")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.RESERVATION_ENDED,
        ProblemType.RESERVATION_OUTDATED,
        ProblemType.RESERVATION_COLLIDES
    })
    ReservationView move(@PathVariable UUID id, @Valid @RequestBody MoveBody body, Authentication user) {
        if (!body.times().isGiven()) {
            throw FieldProblem.refusal(
                    List.of("not_before", "not_after", "window", "until"),
                    "are all missing: send at least one of them");
        }
        decisions.move(id, body.times(), body.reason(), user);
        return read(id);
    }

    /** Ends it, and its return with it. Once it has begun, this ends its return alone. */
    @PostMapping("/{id}/cancel")
    @Operation(operationId = "cancelReservation", summary = "Cancel a reservation")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.RESERVATION_ENDED})
    ReservationView cancel(@PathVariable UUID id, @Valid @RequestBody ReasonBody body, Authentication user) {
        decisions.cancel(id, body.reason(), user);
        return read(id);
    }

    /** Begins one that was refused at its time, in the name of who sends this. Its rules are checked again. */
    @PostMapping("/{id}/begin")
    @Operation(operationId = "beginReservation", summary = "Begin a reservation that was refused")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.RESERVATION_ENDED,
        ProblemType.RESERVATION_OUTDATED,
        ProblemType.CHECKS_FAILED,
        ProblemType.OWN_REQUEST,
        ProblemType.SHARED_USER,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.CLOUD_UNAVAILABLE
    })
    ReservationView begin(@PathVariable UUID id, @Valid @RequestBody ReasonBody body, Authentication user) {
        begin.begin(id, body.reason(), user);
        return read(id);
    }
}
