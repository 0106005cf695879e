package io.spotmanager.gateway.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A moment is inside when the clocks there show a time inside, also in the nights in which they are changed. */
class MaintenanceWindowTest {
    private static MaintenanceWindow window(String begins, String ends, String zone, Set<DayOfWeek> days) {
        return new MaintenanceWindow("night", days, LocalTime.parse(begins), LocalTime.parse(ends), ZoneId.of(zone));
    }

    private static MaintenanceWindow daily(String begins, String ends, String zone) {
        return window(begins, ends, zone, EnumSet.allOf(DayOfWeek.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # day        | begins | ends  | zone                | inside
            2026-06-10   | 02:00  | 04:00 | Europe/Oslo         | 2026-06-10T00:00:00Z to 2026-06-10T02:00:00Z
            2026-06-10   | 02:00  | 04:00 | UTC                 | 2026-06-10T02:00:00Z to 2026-06-10T04:00:00Z
            2026-06-10   | 22:00  | 02:00 | Europe/Oslo         | 2026-06-10T20:00:00Z to 2026-06-11T00:00:00Z
            2026-06-10   | 00:00  | 00:00 | Europe/Oslo         | 2026-06-09T22:00:00Z to 2026-06-10T22:00:00Z
            2026-06-10   | 22:30  | 22:30 | Asia/Kathmandu      | 2026-06-10T16:45:00Z to 2026-06-11T16:45:00Z
            # Clocks go from 02:00 to 03:00: an hour less, from the moment of the change, or not at all.
            2026-03-29   | 02:00  | 04:00 | Europe/Oslo         | 2026-03-29T01:00:00Z to 2026-03-29T02:00:00Z
            2026-03-29   | 01:00  | 04:00 | Europe/Oslo         | 2026-03-29T00:00:00Z to 2026-03-29T02:00:00Z
            2026-03-29   | 02:30  | 03:30 | Europe/Oslo         | 2026-03-29T01:00:00Z to 2026-03-29T01:30:00Z
            2026-03-29   | 02:15  | 02:45 | Europe/Oslo         | never
            2026-03-28   | 23:00  | 02:30 | Europe/Oslo         | 2026-03-28T22:00:00Z to 2026-03-29T01:00:00Z
            # Clocks go from 03:00 back to 02:00: an hour more, or twice.
            2026-10-25   | 02:00  | 04:00 | Europe/Oslo         | 2026-10-25T00:00:00Z to 2026-10-25T03:00:00Z
            2026-10-25   | 02:00  | 02:30 | Europe/Oslo         | 2026-10-25T00:00:00Z to 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z to 2026-10-25T01:30:00Z
            2026-10-25   | 02:30  | 03:30 | Europe/Oslo         | 2026-10-25T00:30:00Z to 2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z to 2026-10-25T02:30:00Z
            2026-10-24   | 23:00  | 02:30 | Europe/Oslo         | 2026-10-24T21:00:00Z to 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z to 2026-10-25T01:30:00Z
            # Half an hour only, and a change at midnight.
            2026-10-04   | 02:00  | 03:00 | Australia/Lord_Howe | 2026-10-03T15:30:00Z to 2026-10-03T16:00:00Z
            2026-04-05   | 01:30  | 02:30 | Australia/Lord_Howe | 2026-04-04T14:30:00Z to 2026-04-04T16:00:00Z
            2022-10-01   | 23:00  | 02:00 | America/Asuncion    | 2022-10-02T03:00:00Z to 2022-10-02T05:00:00Z
            """)
    void a_day_has_the_hours_that_its_clocks_show(
            LocalDate day, String begins, String ends, String zone, String inside) {
        var spans = daily(begins, ends, zone).of(day).stream()
                .map(span -> "%s to %s".formatted(span.from(), span.to()))
                .collect(Collectors.joining(", "));

        assertThat(spans.isEmpty() ? "never" : spans).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # now                  | day      | begins | ends  | next
            2026-06-10T12:00:00Z   | SATURDAY | 02:00  | 04:00 | 2026-06-13T00:00:00Z
            2026-06-13T00:00:00Z   | SATURDAY | 02:00  | 04:00 | 2026-06-13T00:00:00Z
            2026-06-13T01:59:59Z   | SATURDAY | 02:00  | 04:00 | 2026-06-13T00:00:00Z
            2026-06-13T02:00:00Z   | SATURDAY | 02:00  | 04:00 | 2026-06-20T00:00:00Z
            # Begun yesterday, over midnight.
            2026-06-13T23:30:00Z   | SATURDAY | 22:00  | 02:00 | 2026-06-13T20:00:00Z
            2026-06-14T00:00:00Z   | SATURDAY | 22:00  | 02:00 | 2026-06-20T20:00:00Z
            # The night that does not have it is left out.
            2026-03-28T12:00:00Z   | SUNDAY   | 02:15  | 02:45 | 2026-04-05T00:15:00Z
            # The second of two.
            2026-10-25T00:30:00Z   | SUNDAY   | 02:00  | 02:30 | 2026-10-25T01:00:00Z
            """)
    void the_next_one_is_the_first_that_is_not_over(
            Instant now, DayOfWeek day, String begins, String ends, Instant next) {
        var found = window(begins, ends, "Europe/Oslo", EnumSet.of(day)).next(now);

        assertThat(found).map(Span::from).contains(next);
    }

    @Test
    void every_moment_of_a_year_is_inside_when_the_clocks_say_so() {
        var zone = ZoneId.of("Europe/Oslo");
        var window = window("22:30", "02:30", "Europe/Oslo", EnumSet.of(DayOfWeek.SATURDAY));
        for (var moment = Instant.parse("2026-01-01T00:07:00Z");
                moment.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                moment = moment.plusSeconds(15 * 60)) {
            var clock = moment.atZone(zone);
            var time = clock.toLocalTime();
            var late = !time.isBefore(LocalTime.of(22, 30)) && clock.getDayOfWeek() == DayOfWeek.SATURDAY;
            var early = time.isBefore(LocalTime.of(2, 30)) && clock.getDayOfWeek() == DayOfWeek.SUNDAY;
            var at = moment;

            assertThat(window.next(moment))
                    .as("%s", clock)
                    .hasValueSatisfying(
                            span -> assertThat(!span.from().isAfter(at)).isEqualTo(late || early));
        }
    }
}
