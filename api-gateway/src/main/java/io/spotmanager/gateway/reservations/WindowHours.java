package io.spotmanager.gateway.reservations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether maintenance windows are open, for what is done in them without a request. */
@Component
public class WindowHours {
    /** Every night in which the clocks change is among them. */
    private static final int YEAR = 366;

    /**
     * @param open true if the moment is inside
     * @param opens when it is open next, or has opened; null if never in the next two weeks
     * @param text its name and hours, for a sentence
     */
    public record Hours(boolean open, @Nullable Instant opens, ZoneId zone, String text) {}

    private final WindowStore windows;

    WindowHours(WindowStore windows) {
        this.windows = windows;
    }

    /** Returns the names of all windows, in order. */
    public List<String> names() {
        return windows.all().stream().map(stored -> stored.window().name()).toList();
    }

    /** Returns what a window is at a moment; empty if there is no such window. */
    public Optional<Hours> at(String name, Instant moment) {
        return windows.find(name).map(window -> {
            var next = window.next(moment);
            return new Hours(
                    next.filter(span -> !span.from().isAfter(moment)).isPresent(),
                    next.map(Span::from).orElse(null),
                    window.zone(),
                    "%s (%s)".formatted(name, window.text()));
        });
    }

    /**
     * Returns true if both are open at the same time somewhere in the year that begins then.
     *
     * @param one null for all hours
     * @param other null for all hours
     */
    public boolean overlap(@Nullable String one, @Nullable String other, Instant from) {
        if (one == null || other == null || one.equals(other)) {
            return true;
        }
        return windows.find(one)
                .flatMap(first -> windows.find(other).map(second -> overlap(first, second, from)))
                .orElse(false);
    }

    static boolean overlap(MaintenanceWindow one, MaintenanceWindow other, Instant from) {
        var first = year(one, from);
        var second = year(other, from);
        var left = 0;
        var right = 0;
        while (left < first.size() && right < second.size()) {
            var here = first.get(left);
            var there = second.get(right);
            if (here.from().isBefore(there.to()) && there.from().isBefore(here.to())) {
                return true;
            }
            if (here.to().isBefore(there.to())) {
                left++;
            } else {
                right++;
            }
        }
        return false;
    }

    private static List<Span> year(MaintenanceWindow window, Instant from) {
        var first = LocalDate.ofInstant(from.minus(Duration.ofDays(1)), window.zone());
        return LongStream.rangeClosed(0, YEAR)
                .mapToObj(first::plusDays)
                .filter(day -> window.weekdays().contains(day.getDayOfWeek()))
                .flatMap(day -> window.of(day).stream())
                .sorted(Comparator.comparing(Span::from))
                .toList();
    }
}
