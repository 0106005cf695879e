package io.spotmanager.gateway.reservations;

import static io.spotmanager.gateway.reservations.Schedule.PATIENCE;

import io.spotmanager.gateway.problem.BoundedInstantEditor;
import io.spotmanager.gateway.problem.FieldProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides when a command begins, by what a request says, the windows and the time now; or which of its fields are wrong. */
final class Scheduling {
    /** Nobody knows the fleet of in two years. */
    private static final Duration FURTHEST = Duration.ofDays(731);

    private final RequestedTimes asked;
    private final Instant now;
    private final Function<String, Optional<MaintenanceWindow>> windows;
    private final List<FieldProblem> wrong = new ArrayList<>();

    private Scheduling(RequestedTimes asked, Instant now, Function<String, Optional<MaintenanceWindow>> windows) {
        this.asked = asked;
        this.now = now;
        this.windows = windows;
    }

    /**
     * @param now by the database's clock
     * @param windows finds a window by its name
     * @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong, and what would be right
     */
    static Schedule of(RequestedTimes asked, Instant now, Function<String, Optional<MaintenanceWindow>> windows) {
        return new Scheduling(asked, now, windows).decided();
    }

    private Schedule decided() {
        var notBefore = time("not_before", asked.notBefore());
        var notAfter = time("not_after", asked.notAfter());
        var until = time("until", asked.until());
        var window = window();
        if (notBefore != null && notAfter != null && !notAfter.isAfter(notBefore)) {
            says("not_after", "is %s and must be after not_before, which is %s", notAfter, notBefore);
        }
        var limit = notAfter == null ? notBefore : notAfter;
        if (until != null && limit != null && !until.isAfter(limit)) {
            says("until", "is %s and must be after the move, which begins until %s", until, limit);
        }
        refuseIfWrong();
        var earliest = notBefore == null ? now : notBefore;
        var schedule = window == null
                ? new Schedule(
                        earliest, firstOf(notAfter == null ? earliest.plus(PATIENCE) : notAfter, until), null, until)
                : within(window, earliest, notAfter, until);
        refuseIfWrong();
        return schedule;
    }

    private Schedule within(
            MaintenanceWindow window, Instant earliest, @Nullable Instant notAfter, @Nullable Instant until) {
        var found = window.next(earliest);
        if (found.isEmpty()) {
            says(
                    "window",
                    "is %s (%s), which does not exist in the two weeks after %s",
                    asked.window(),
                    window.text(),
                    earliest);
            return new Schedule(earliest, earliest, null, until);
        }
        var span = found.get();
        var begins = span.from().isBefore(earliest) ? earliest : span.from();
        if (notAfter != null && !notAfter.isAfter(begins)) {
            says(
                    "not_after",
                    "is %s, and the window %s is open only from %s on: send a later time",
                    notAfter,
                    window.name(),
                    begins);
        }
        if (until != null && !until.isAfter(begins)) {
            says(
                    "until",
                    "is %s and must be after the move, which the window %s begins at %s",
                    until,
                    window.name(),
                    begins);
        }
        return new Schedule(begins, firstOf(span.to(), notAfter, until), window.name(), until);
    }

    private static Instant firstOf(@Nullable Instant... times) {
        return Stream.of(times)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private @Nullable MaintenanceWindow window() {
        var name = asked.window();
        if (name == null || name.isEmpty()) {
            return null;
        }
        var found = windows.apply(name);
        if (found.isEmpty()) {
            says(
                    "window",
                    "is '%s', and there is no such window: GET /api/windows lists all, PUT /api/windows/%s makes one",
                    name,
                    name);
        }
        return found.orElse(null);
    }

    private @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            if (!BoundedInstantEditor.is(time) || !time.isAfter(now)) {
                says(field, "is %s, which is past: it is %s now", time, now);
            } else if (time.isAfter(now.plus(FURTHEST))) {
                says(field, "is %s and must be within two years", time);
            }
            return time;
        } catch (DateTimeException e) {
            says(
                    field,
                    "is '%s' and must be a time with its offset, such as 2031-05-04T02:00:00+02:00 or 2031-05-04T00:00:00Z",
                    text);
            return null;
        }
    }

    private void says(String field, String message, @Nullable Object... values) {
        if (wrong.stream().noneMatch(problem -> problem.field().equals(field))) {
            wrong.add(new FieldProblem(field, message.formatted(values)));
        }
    }

    private void refuseIfWrong() {
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
    }
}
