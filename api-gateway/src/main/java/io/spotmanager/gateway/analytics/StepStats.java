package io.spotmanager.gateway.analytics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the duration of each step. */
@Component
class StepStats {
    /** Sample size. It bounds the cost of the query, whatever the size of the history. */
    private static final int NEWEST_OF_A_KIND = 300;

    /**
     * @param count number of measured runs
     * @param p50Ms median time from the end of the step before to its end, with all attempts and waits, in milliseconds
     * @param p95Ms 95th percentile of the same
     * @param usualMs median of the runs whose first attempt succeeded, in milliseconds; null if there are none. Bad days do not raise it
     */
    record StepFigures(
            String kind,
            String step,
            long count,
            long p50Ms,
            long p95Ms,
            @Nullable Long usualMs) {}

    private final JdbcClient jdbc;

    StepStats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Measures the newest ended operations of each kind in the range. Returns the steps in the order of their execution. */
    List<StepFigures> between(List<String> kinds, LocalDate first, LocalDate end) {
        return jdbc.sql("""
                select kind, step, count(*) as count,
                       (percentile_disc(0.5) within group (order by ms))::bigint as p50_ms,
                       (percentile_disc(0.95) within group (order by ms))::bigint as p95_ms,
                       (percentile_disc(0.5) within group (order by ms) filter (where at_once))::bigint as usual_ms
                from unnest(array[:kinds]::text[]) as wanted
                cross join lateral (
                    select id, kind from operation
                    where kind = wanted and not open
                      and created_at >= :first::timestamp at time zone 'UTC'
                      and created_at < :end::timestamp at time zone 'UTC'
                    order by created_at desc limit :newest
                ) as ended
                cross join lateral (
                    select step, min(seq) as place, sum(ms) as ms, bool_and(event in ('DONE', 'SKIPPED', 'NOTED')) as at_once
                    from (select seq, step, event,
                                 date_part('epoch', at - lag(at) over (order by seq)) * 1000 as ms
                          from audit_entry where operation_id = ended.id) as entry
                    where step is not null
                    group by step having bool_or(event in ('DONE', 'SKIPPED'))
                ) as taken
                group by kind, step
                order by kind, avg(place), step
                """)
                .param("kinds", kinds)
                .param("first", first.toString())
                .param("end", end.toString())
                .param("newest", NEWEST_OF_A_KIND)
                .query((row, number) -> new StepFigures(
                        row.getString("kind"),
                        row.getString("step"),
                        row.getLong("count"),
                        row.getLong("p50_ms"),
                        row.getLong("p95_ms"),
                        row.getObject("usual_ms", Long.class)))
                .list();
    }
}
