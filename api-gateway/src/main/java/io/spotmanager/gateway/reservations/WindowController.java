package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Maintenance windows by name. */
@RestController
@RequestMapping("/api/windows")
@Tag(name = "Reservations")
class WindowController {
    /**
     * @param weekdays of the days on which it begins
     * @param begins as clocks there show it
     * @param ends not later than it begins: on the next day
     * @param zone as IANA names it
     * @param setBy who set it last
     * @param setAt when that was
     * @param next when it is open next; null if never in the next two weeks
     * @param openReservations how many open reservations begin in it
     */
    record WindowView(
            String name,
            List<Weekday> weekdays,
            String begins,
            String ends,
            String zone,
            String setBy,
            Instant setAt,
            @Nullable Opening next,
            long openReservations) {}

    /**
     * @param from when it opens, or has opened
     * @param to not part of it
     */
    record Opening(Instant from, Instant to) {}

    private final WindowStore windows;
    private final Reservations reservations;
    private final SecurityLog log;
    private final TransactionTemplate transactions;

    WindowController(
            WindowStore windows, Reservations reservations, SecurityLog log, PlatformTransactionManager transactions) {
        this.windows = windows;
        this.reservations = reservations;
        this.log = log;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** All windows, and when each is open next. */
    @GetMapping
    @Operation(operationId = "listWindows", summary = "List maintenance windows")
    List<WindowView> list() {
        var now = reservations.now();
        return windows.all().stream().map(stored -> view(stored, now)).toList();
    }

    /** One window. */
    @GetMapping("/{name}")
    @Operation(operationId = "getWindow", summary = "Read a maintenance window")
    @ErrorResponses(ProblemType.NOT_FOUND)
    WindowView read(@PathVariable String name) {
        return view(stored(name), reservations.now());
    }

    /** Makes a window, or gives it other hours. Open reservations keep their times. */
    @PutMapping("/{name}")
    @Operation(operationId = "setWindow", summary = "Set a maintenance window")
    WindowView set(@PathVariable String name, @RequestBody WindowBody body, Principal user) {
        var window = body.window(name);
        transactions.executeWithoutResult(status -> {
            windows.set(window, user.getName());
            log.done(SecurityEventKind.WINDOW_SET, user.getName(), Map.of("window", name, "hours", window.text()));
        });
        return read(name);
    }

    /** Deletes a window. If open reservations begin in it, that needs `reservations=keep`: they keep their times. */
    @DeleteMapping("/{name}")
    @Operation(operationId = "deleteWindow", summary = "Delete a maintenance window")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.WINDOW_IN_USE})
    ResponseEntity<Void> delete(
            @PathVariable String name,
            @RequestParam(name = "reservations", required = false) @Nullable String kept,
            Principal user) {
        if (kept != null && !kept.equals("keep")) {
            throw FieldProblem.refusal("reservations", "is '%s' and must be keep, or be left out".formatted(kept));
        }
        transactions.executeWithoutResult(status -> {
            stored(name);
            var policies = windows.policies(name);
            if (!policies.isEmpty()) {
                throw ProblemType.WINDOW_IN_USE
                        .because(
                                "Nothing was done. The policies %s propose in %s. Set other hours for them, or delete them, first."
                                        .formatted(policies, name))
                        .with("policies", policies);
            }
            var users = windows.users(name);
            if (!users.isEmpty() && kept == null) {
                throw ProblemType.WINDOW_IN_USE
                        .because(
                                "Nothing was done. %d open reservations begin in %s, such as %s. Move or cancel them, or send reservations=keep: then they keep their times."
                                        .formatted(users.size(), name, Reservation.href(users.getFirst())))
                        .with("reservations", users);
            }
            windows.delete(name);
            log.done(SecurityEventKind.WINDOW_DELETED, user.getName(), Map.of("window", name, "kept", users));
        });
        return ResponseEntity.noContent().build();
    }

    private WindowStore.Stored stored(String name) {
        return windows.stored(name)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no window %s. GET /api/windows lists all.".formatted(name)));
    }

    private static WindowView view(WindowStore.Stored stored, Instant now) {
        var window = stored.window();
        return new WindowView(
                window.name(),
                window.weekdays().stream().sorted().map(Weekday::of).toList(),
                window.begins().toString(),
                window.ends().toString(),
                window.zone().getId(),
                stored.setBy(),
                stored.setAt(),
                window.next(now)
                        .map(span -> new Opening(span.from(), span.to()))
                        .orElse(null),
                stored.openReservations());
    }

    /** A day, as the API writes it. */
    enum Weekday {
        MON,
        TUE,
        WED,
        THU,
        FRI,
        SAT,
        SUN;

        static Weekday of(DayOfWeek day) {
            return values()[day.ordinal()];
        }

        DayOfWeek day() {
            return DayOfWeek.values()[ordinal()];
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
