package io.spotmanager.gateway.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowHoursTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 08:00, 20:00, UTC,         MONDAY, 19:59, 23:00, UTC,              true",
        "MONDAY, 08:00, 20:00, UTC,         MONDAY, 20:00, 23:00, UTC,              false",
        "MONDAY, 08:00, 20:00, UTC,         TUESDAY, 08:00, 20:00, UTC,             false",
        // Past midnight.
        "MONDAY, 22:00, 04:00, UTC,         TUESDAY, 03:00, 05:00, UTC,             true",
        // The same hours elsewhere are other hours.
        "MONDAY, 08:00, 10:00, Asia/Tokyo,  MONDAY, 08:00, 10:00, America/New_York, false",
        // Side by side in winter; in summer the clocks of Oslo show an hour more.
        "MONDAY, 08:00, 10:00, UTC,         MONDAY, 11:00, 12:00, Europe/Oslo,      true"
    })
    void windows_overlap_if_both_are_open_at_one_time_somewhere_in_the_year(
            DayOfWeek day,
            LocalTime begins,
            LocalTime ends,
            String zone,
            DayOfWeek otherDay,
            LocalTime otherBegins,
            LocalTime otherEnds,
            String otherZone,
            boolean overlap) {
        var one = new MaintenanceWindow("one", Set.of(day), begins, ends, ZoneId.of(zone));
        var other = new MaintenanceWindow("other", Set.of(otherDay), otherBegins, otherEnds, ZoneId.of(otherZone));

        assertThat(WindowHours.overlap(one, other, NEW_YEAR)).isEqualTo(overlap);
        assertThat(WindowHours.overlap(other, one, NEW_YEAR)).isEqualTo(overlap);
    }
}
