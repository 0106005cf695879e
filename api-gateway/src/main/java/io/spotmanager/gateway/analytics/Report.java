package io.spotmanager.gateway.analytics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.spotmanager.gateway.analytics.StepStats.StepFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The response of {@code /api/analytics}. Durations are in milliseconds.
 *
 * @param from start of the first day
 * @param to end of the last day
 */
@Schema(name = "Analytics")
record Report(Instant from, Instant to, List<Kind> kinds) {
    /** @param open number of open operations */
    record Kind(String kind, long total, long open, Map<String, Long> byState, List<Day> days, List<Step> steps) {
        private static Kind of(String kind, List<DayOfKind> days, List<StepFigures> steps) {
            var states = new TreeMap<String, Long>();
            days.forEach(day -> day.byState().forEach((state, count) -> states.merge(state, count, Long::sum)));
            return new Kind(
                    kind,
                    states.values().stream().mapToLong(Long::longValue).sum(),
                    days.stream().mapToLong(DayOfKind::open).sum(),
                    states,
                    days.stream().map(Day::of).toList(),
                    steps.stream().map(Step::of).toList());
        }
    }

    record Day(
            LocalDate day,
            long open,
            Map<String, Long> byState,
            @Nullable Long p50Ms,
            @Nullable Long p95Ms) {
        private static Day of(DayOfKind day) {
            return new Day(day.day(), day.open(), day.byState(), day.p50Ms(), day.p95Ms());
        }
    }

    /** @param usualMs median of the runs whose first attempt succeeded; missing if there are none */
    record Step(
            String step,
            long count,
            long p50Ms,
            long p95Ms,
            @Nullable Long usualMs) {
        private static Step of(StepFigures figures) {
            return new Step(figures.step(), figures.count(), figures.p50Ms(), figures.p95Ms(), figures.usualMs());
        }
    }

    static Report of(Instant from, Instant to, List<DayOfKind> days, List<StepFigures> steps) {
        var stepsOfKind = steps.stream().collect(groupingBy(StepFigures::kind));
        var kinds = days.stream().collect(groupingBy(DayOfKind::kind, TreeMap::new, toList()));
        return new Report(
                from,
                to,
                kinds.entrySet().stream()
                        .map(kind -> Kind.of(
                                kind.getKey(), kind.getValue(), stepsOfKind.getOrDefault(kind.getKey(), List.of())))
                        .toList());
    }
}
