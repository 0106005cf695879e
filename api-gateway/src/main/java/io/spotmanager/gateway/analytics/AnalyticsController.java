package io.spotmanager.gateway.analytics;

import io.spotmanager.gateway.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statistics of operations by day, in UTC. */
@RestController
@Tag(name = "Operations")
class AnalyticsController {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;

    private final DailyStats days;
    private final StepStats steps;
    private final InstantSource clock;

    AnalyticsController(DailyStats days, StepStats steps, InstantSource clock) {
        this.days = days;
        this.steps = steps;
        this.clock = clock;
    }

    /** Covers the day of {@code from} to the last day before {@code to}; by default today and the thirty days before. */
    @GetMapping("/api/analytics")
    @Operation(operationId = "getAnalytics", summary = "Count operations by day, and see how long they take")
    Report report(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        var until = Optional.ofNullable(to).orElseGet(clock::instant);
        var end = day(until.minusNanos(1)).plusDays(1);
        var first = from == null ? end.minusDays(DEFAULT_DAYS + 1) : day(from);
        var length = ChronoUnit.DAYS.between(first, end);
        if (length < 1 || length > MAX_DAYS) {
            throw FieldProblem.refusal("from", "must be before to, and at most %d days before it".formatted(MAX_DAYS));
        }
        var counted = days.between(first, end);
        var kinds = counted.stream().map(DayOfKind::kind).distinct().toList();
        var figures = kinds.isEmpty() ? List.<StepStats.StepFigures>of() : steps.between(kinds, first, end);
        return Report.of(start(first), start(end), counted, figures);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
