package io.spotmanager.gateway.reservations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.problem.ProblemException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times follow from a request, and what is said about one that is wrong. It is Wednesday, noon. */
class SchedulingTest {
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final MaintenanceWindow NIGHT = new MaintenanceWindow(
            "night", Set.of(DayOfWeek.SATURDAY), LocalTime.of(2, 0), LocalTime.of(4, 0), ZoneId.of("Europe/Oslo"));

    private static Schedule of(
            @Nullable String notBefore, @Nullable String notAfter, @Nullable String window, @Nullable String until) {
        return Scheduling.of(
                new RequestedTimes(notBefore, notAfter, window, until, null, null),
                NOW,
                name -> Optional.of(NIGHT).filter(known -> known.name().equals(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # not_before              | not_after            | window | until                | begins               | before
            2026-06-11T08:00:00Z      | -                    | -      | -                    | 2026-06-11T08:00:00Z | 2026-06-12T08:00:00Z
            2026-06-11T08:00:00+02:00 | -                    | -      | -                    | 2026-06-11T06:00:00Z | 2026-06-12T06:00:00Z
            -                         | 2026-06-10T13:00:00Z | -      | -                    | 2026-06-10T12:00:00Z | 2026-06-10T13:00:00Z
            2026-06-11T08:00:00Z      | 2026-06-30T08:00:00Z | -      | -                    | 2026-06-11T08:00:00Z | 2026-06-30T08:00:00Z
            -                         | -                    | night  | -                    | 2026-06-13T00:00:00Z | 2026-06-13T02:00:00Z
            2026-06-13T01:00:00Z      | -                    | night  | -                    | 2026-06-13T01:00:00Z | 2026-06-13T02:00:00Z
            2026-06-13T02:00:00Z      | -                    | night  | -                    | 2026-06-20T00:00:00Z | 2026-06-20T02:00:00Z
            -                         | 2026-06-13T00:30:00Z | night  | -                    | 2026-06-13T00:00:00Z | 2026-06-13T00:30:00Z
            # What is to be taken back begins before that.
            -                         | -                    | -      | 2026-06-10T20:00:00Z | 2026-06-10T12:00:00Z | 2026-06-10T20:00:00Z
            2026-06-11T08:00:00Z      | 2026-06-11T09:00:00Z | -      | 2026-06-14T20:00:00Z | 2026-06-11T08:00:00Z | 2026-06-11T09:00:00Z
            -                         | -                    | night  | 2026-06-13T01:00:00Z | 2026-06-13T00:00:00Z | 2026-06-13T01:00:00Z
            """)
    void the_times_follow_from_what_was_sent(
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable String window,
            @Nullable String until,
            Instant begins,
            Instant before) {
        var schedule = of(notBefore, notAfter, window, until);

        assertThat(schedule)
                .isEqualTo(new Schedule(begins, before, window, until == null ? null : Instant.parse(until)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # not_before           | not_after            | window | until                | says
            tomorrow               | -                    | -      | -                    | not_before is 'tomorrow' and must be a time with its offset, such as 2031-05-04T02:00:00+02:00
            2026-06-11T08:00:00    | -                    | -      | -                    | not_before is '2026-06-11T08:00:00' and must be a time with its offset
            2026-06-10T11:59:59Z   | -                    | -      | -                    | not_before is 2026-06-10T11:59:59Z, which is past: it is 2026-06-10T12:00:00Z now.
            2036-06-10T11:59:59Z   | -                    | -      | -                    | not_before is 2036-06-10T11:59:59Z and must be within two years.
            2026-06-11T08:00:00Z   | 2026-06-11T08:00:00Z | -      | -                    | not_after is 2026-06-11T08:00:00Z and must be after not_before, which is 2026-06-11T08:00:00Z.
            -                      | -                    | day    | -                    | window is 'day', and there is no such window: GET /api/windows lists all
            2026-06-11T08:00:00Z   | -                    | -      | 2026-06-11T07:00:00Z | until is 2026-06-11T07:00:00Z and must be after the move, which begins until 2026-06-11T08:00:00Z.
            -                      | 2026-06-11T08:00:00Z | -      | 2026-06-11T07:00:00Z | until is 2026-06-11T07:00:00Z and must be after the move
            -                      | 2026-06-12T08:00:00Z | night  | -                    | not_after is 2026-06-12T08:00:00Z, and the window night is open only from 2026-06-13T00:00:00Z on
            -                      | -                    | night  | 2026-06-12T08:00:00Z | until is 2026-06-12T08:00:00Z and must be after the move, which the window night begins at 2026-06-13T00:00:00Z.
            # Each of several.
            yesterday              | -                    | day    | 2020-01-01T00:00:00Z | not_before is 'yesterday'
            yesterday              | -                    | day    | 2020-01-01T00:00:00Z | until is 2020-01-01T00:00:00Z, which is past
            yesterday              | -                    | day    | 2020-01-01T00:00:00Z | window is 'day'
            """)
    void each_field_that_is_wrong_is_named_with_what_would_be_right(
            @Nullable String notBefore,
            @Nullable String notAfter,
            @Nullable String window,
            @Nullable String until,
            String says) {
        assertThatThrownBy(() -> of(notBefore, notAfter, window, until))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.getBody().getDetail()).contains(says));
    }
}
