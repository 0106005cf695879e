package io.spotmanager.gateway.analytics;

import static java.util.stream.Collectors.groupingBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.audit.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Counts operations by day. A past day without open operations cannot change, so it is read once and cached. The query reads
 * each day as a separate index range.
 */
@Component
class DailyStats {
    /** An operation that was accepted just before midnight may be committed after it. */
    private static final long SECONDS_UNTIL_OVER = 60;

    /** Size of the cache, in days. */
    private static final int MAX_SETTLED = 2_000;

    private static final TypeReference<LinkedHashMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Cache<LocalDate, List<DayOfKind>> settled =
            Caffeine.newBuilder().maximumSize(MAX_SETTLED).build();

    DailyStats(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the days with operations, oldest first, with the kinds of each day by name. */
    List<DayOfKind> between(LocalDate first, LocalDate end) {
        var known = new HashMap<>(settled.getAllPresent(first.datesUntil(end).toList()));
        var unsettled =
                first.datesUntil(end).filter(day -> !known.containsKey(day)).toList();
        var read = read(unsettled).stream().collect(groupingBy(DayOfKind::day));
        var today = clock.instant()
                .minusSeconds(SECONDS_UNTIL_OVER)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        for (var day : unsettled) {
            var kinds = read.getOrDefault(day, List.of());
            known.put(day, kinds);
            if (day.isBefore(today) && kinds.stream().allMatch(kind -> kind.open() == 0)) {
                settled.put(day, kinds);
            }
        }
        return first.datesUntil(end)
                .flatMap(day -> known.getOrDefault(day, List.of()).stream())
                .toList();
    }

    private List<DayOfKind> read(List<LocalDate> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                with counted as (
                    select day, kind, state, count(*) as number, count(*) filter (where open) as open,
                           percentile_disc(array[0.5, 0.95]) within group (order by ended_at - created_at) as took
                    from unnest(:days::date[]) as day cross join lateral (
                        select kind, state, open, created_at, ended_at from operation
                        where created_at >= day::timestamp at time zone 'UTC'
                          and created_at < (day + 1)::timestamp at time zone 'UTC'
                        offset 0 -- without it the planner takes a day for a ninth of the history, and reads all of it
                    ) as accepted
                    group by grouping sets ((day, kind, state), (day, kind))
                )
                select day, kind,
                       json_object_agg(state, number order by state) filter (where state is not null) as by_state,
                       max(open) as open,
                       max((extract(epoch from took[1]) * 1000)::bigint) filter (where state is null) as p50_ms,
                       max((extract(epoch from took[2]) * 1000)::bigint) filter (where state is null) as p95_ms
                from counted group by day, kind order by day, kind
                """)
                .param("days", days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}")))
                .query(DailyStats::day)
                .list();
    }

    private static DayOfKind day(ResultSet row, int number) throws SQLException {
        return new DayOfKind(
                row.getObject("day", LocalDate.class),
                row.getString("kind"),
                row.getLong("open"),
                Json.MAPPER.readValue(row.getString("by_state"), COUNTS),
                row.getObject("p50_ms", Long.class),
                row.getObject("p95_ms", Long.class));
    }
}
