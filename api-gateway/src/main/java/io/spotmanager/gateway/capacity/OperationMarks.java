package io.spotmanager.gateway.capacity;

import io.spotmanager.fleet.capacity.CapacityRepository.Question;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.PoolRepository.Members;
import io.spotmanager.gateway.capacity.CapacityReport.Mark;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The operations that may explain a change of the capacity. */
@Component
class OperationMarks {
    private static final int MOST = 200;
    /** The newest of the time that are looked at; it bounds the cost, whatever the size of the history. */
    private static final int LOOKED_AT = 5_000;

    /** @param leftOut true if older ones may be missing */
    record Found(List<Mark> marks, boolean leftOut) {}

    private final JdbcClient jdbc;
    private final PoolRepository pools;

    OperationMarks(JdbcClient jdbc, PoolRepository pools) {
        this.jdbc = jdbc;
        this.pools = pools;
    }

    /** Those accepted within the time that name a pool of the question, or whose host is in one of them now. */
    Found in(Question question) {
        var asked = pools.selling(question.gpuType(), question.pool());
        var rows = jdbc.sql("""
                with looked_at as (
                    select id, kind, subject, state, open, request, coalesce(ended_at, created_at) as at, created_at
                    from operation where created_at >= :from::timestamptz and created_at < :to::timestamptz
                    order by created_at desc limit :looked_at
                )
                select *, (select count(*) from looked_at) as number
                from looked_at
                where :all or subject = any (:hosts::text[])
                      or request ->> 'source_aggregate' = any (:pools::text[]) or request ->> 'target_aggregate' = any (:pools::text[])
                order by created_at desc limit :most
                """)
                .param("all", question.pool() == null && question.gpuType() == null)
                .param("pools", asked.stream().map(Members::name).toArray(String[]::new))
                .param(
                        "hosts",
                        asked.stream().flatMap(pool -> pool.hosts().stream()).toArray(String[]::new))
                .param("from", question.from().toString())
                .param("to", question.to().toString())
                .param("looked_at", LOOKED_AT)
                .param("most", MOST + 1)
                .query((row, number) -> new Row(
                        new Mark(
                                row.getObject("id", UUID.class),
                                row.getString("kind"),
                                row.getString("subject"),
                                row.getString("state"),
                                row.getBoolean("open"),
                                row.getObject("at", OffsetDateTime.class).toInstant()),
                        row.getInt("number")))
                .list();
        return new Found(
                rows.stream().limit(MOST).map(Row::mark).toList(),
                rows.size() > MOST || rows.stream().anyMatch(row -> row.number() >= LOOKED_AT));
    }

    private record Row(Mark mark, int number) {}
}
