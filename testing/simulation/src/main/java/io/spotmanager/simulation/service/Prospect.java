package io.spotmanager.simulation.service;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database says about what is to come.
 *
 * @param next when it next has something to do for somebody; null if it never will
 * @param stalled whether an operation is to go on, and nothing is under way that would bring it to a worker
 * @param due whether a command is to be published now
 */
public record Prospect(@Nullable Instant next, boolean stalled, boolean due) {
    /** @param idle whether the broker has nothing on its way */
    static Prospect read(JdbcClient jdbc, String[] living, Instant now, boolean idle) {
        return jdbc.sql("""
                        select (select min(t) from (
                            select available_at as t from outbox
                            union all
                            select greatest(available_at + interval '4001 ms',
                                            case when isfinite(nudged_at) then nudged_at + interval '1 ms'
                                                 + greatest(interval '4 s', least(nudged_at - available_at, interval '15 s')) end)
                            from operation where open and leased_by is null and isfinite(available_at)
                            union all
                            select beat_at + late.t from worker,
                                (values (interval '801 ms'), (interval '3001 ms')) as late (t)
                            where id <> all (:living::uuid[])
                        ) as due
                        where t > :now::timestamptz and isfinite(t)) as next,
                        exists (select from operation o where open and leased_by is null and isfinite(available_at)
                                and not exists (select from outbox x where x.operation_id = o.id)) as stalled,
                        exists (select from outbox where available_at <= :now::timestamptz) as due
                        """)
                .param("living", living)
                .param("now", now.toString())
                .query((row, number) -> {
                    var next = row.getObject("next", OffsetDateTime.class);
                    return new Prospect(
                            next == null ? null : next.toInstant(),
                            row.getBoolean("stalled") && idle,
                            row.getBoolean("due"));
                })
                .single();
    }
}
