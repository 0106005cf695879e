package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.reservations.WindowController.Weekday;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A window as an admin sends it. Times are texts here, so that each one that is wrong is named.
 *
 * @param weekdays of the days on which it begins
 * @param begins as clocks there show it, such as 02:00
 * @param ends not later than it begins: on the next day
 * @param zone as IANA names it, such as Europe/Oslo
 */
record WindowBody(
        @Nullable Set<Weekday> weekdays,
        @Nullable String begins,
        @Nullable String ends,
        @Nullable String zone) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d");

    /** @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong, and what would be right */
    MaintenanceWindow window(String name) {
        var wrong = new ArrayList<FieldProblem>();
        if (!NAME.matcher(name).matches()) {
            wrong.add(new FieldProblem("name", "must have 1 to 50 small letters, digits or dashes"));
        }
        if (weekdays == null || weekdays.isEmpty() || weekdays.stream().anyMatch(Objects::isNull)) {
            wrong.add(new FieldProblem("weekdays", "must name at least one of mon, tue, wed, thu, fri, sat, sun"));
        }
        var from = time("begins", begins, wrong);
        var to = time("ends", ends, wrong);
        if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone)) {
            wrong.add(new FieldProblem(
                    "zone",
                    "is '%s' and must be a time zone as IANA names it, such as Europe/Oslo or UTC".formatted(zone)));
        }
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(List.copyOf(wrong));
        }
        return new MaintenanceWindow(
                name,
                Objects.requireNonNull(weekdays).stream().map(Weekday::day).collect(Collectors.toSet()),
                Objects.requireNonNull(from),
                Objects.requireNonNull(to),
                ZoneId.of(Objects.requireNonNull(zone)));
    }

    private static @Nullable LocalTime time(String field, @Nullable String text, List<FieldProblem> wrong) {
        try {
            if (text != null && TIME.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // Named below, as every text that is no time.
        }
        wrong.add(new FieldProblem(
                field, "is '%s' and must be a time of the day, such as 02:00 or 23:30".formatted(text)));
        return null;
    }
}
