package io.spotmanager.gateway.reservations;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Hours of some weekdays, as the clocks of a time zone show them. A moment is inside when the clocks there show a time from {@code begins}
 * to {@code ends}: hours that do not exist in a night are left out, and hours that exist twice are inside twice.
 *
 * @param weekdays of the days on which it begins
 * @param ends not later than {@code begins}: on the next day
 */
record MaintenanceWindow(String name, Set<DayOfWeek> weekdays, LocalTime begins, LocalTime ends, ZoneId zone) {
    /** More than any offset from UTC. */
    private static final Duration DAY = Duration.ofDays(1);

    /** A night in which it does not exist is followed by one a week later. */
    private static final int DAYS_AHEAD = 15;

    MaintenanceWindow {
        weekdays = Set.copyOf(weekdays);
    }

    /** The first time inside that is not over at a moment; it may have begun before. Empty only if it never exists. */
    Optional<Span> next(Instant moment) {
        var today = LocalDate.ofInstant(moment, zone);
        return LongStream.rangeClosed(-1, DAYS_AHEAD)
                .mapToObj(today::plusDays)
                .filter(day -> weekdays.contains(day.getDayOfWeek()))
                .flatMap(day -> of(day).stream())
                .filter(span -> span.to().isAfter(moment))
                .findFirst();
    }

    /** The times inside that belong to a day: usually one. */
    List<Span> of(LocalDate day) {
        var first = day.atTime(begins);
        var last = (ends.isAfter(begins) ? day : day.plusDays(1)).atTime(ends);
        var spans = new ArrayList<Span>();
        var from = first.toInstant(ZoneOffset.UTC).minus(DAY);
        var end = last.toInstant(ZoneOffset.UTC).plus(DAY);
        while (from.isBefore(end)) {
            // As long as the offset stays the same, the clocks run as all others do.
            var change = zone.getRules().nextTransition(from);
            var until = change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
            var offset = zone.getRules().getOffset(from);
            add(spans, latest(from, first.toInstant(offset)), earliest(until, last.toInstant(offset)));
            from = until;
        }
        return spans;
    }

    private static void add(List<Span> spans, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return;
        }
        if (!spans.isEmpty() && spans.getLast().to().equals(from)) {
            from = spans.removeLast().from();
        }
        spans.add(new Span(from, to));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The hours, for a sentence. */
    String text() {
        return "%s, %s to %s, %s"
                .formatted(
                        weekdays.stream()
                                .sorted()
                                .map(day -> day.name().substring(0, 1)
                                        + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" ")),
                        begins,
                        ends,
                        zone.getId());
    }
}
