package io.spotmanager.gateway.operations;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many operations are in each state. All open ones are counted: a host has one at most. Ended ones become ever more, so at most {@value
 * #DEPTH} of the newest in the period are looked at, and the answer says since when.
 */
@Component
class StateCounts {
    static final int DEPTH = 20_000;

    private final JdbcClient jdbc;

    StateCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The filters of state and open are left out, because the counts stand beside the choice between states. */
    OperationCounts of(OperationFilter filter, OperationPeriod period) {
        var all = FilterConditions.beside(filter, FilterConditions.lead(filter, period));
        var counted = jdbc.sql(sql(filter, period))
                .params(all.values())
                .param("depth", DEPTH)
                .query((row, number) -> new Counted(
                        row.getString("state"),
                        row.getBoolean("open"),
                        row.getLong("count"),
                        row.getObject("since", OffsetDateTime.class)))
                .list();
        return new OperationCounts(
                counted.stream().flatMap(Counted::state).toList(),
                counted.stream()
                        .map(Counted::since)
                        .filter(Objects::nonNull)
                        .map(OffsetDateTime::toInstant)
                        .findFirst()
                        .orElse(null));
    }

    /** The first part reads the index of open operations, the others a bounded part of an index that is newest first. */
    static String sql(OperationFilter filter, OperationPeriod period) {
        var lead = FilterConditions.lead(filter, period).sql();
        var beside = FilterConditions.beside(filter, new SqlConditions()).sql();
        return """
                with newest as materialized (
                    select id, state, open, kind, subject, requested_by, batch_id, request, reason, cause, created_at
                    from operation
                    where %1$s
                    order by created_at desc, id desc
                    limit :depth
                )
                select state, true as open, count(*), null::timestamptz as since
                from operation
                where open and %1$s and %2$s
                group by state
                union all
                select state, false, count(*), null from newest where not open and %2$s group by state
                union all
                select null, false, 0, min(created_at) from newest having count(*) = :depth
                order by open desc, state
                """.formatted(lead, beside);
    }

    /** @param name null for the line that only says since when ended ones are counted */
    private record Counted(
            @Nullable String name,
            boolean open,
            long count,
            @Nullable OffsetDateTime since) {
        Stream<StateCount> state() {
            return name == null ? Stream.of() : Stream.of(new StateCount(name, open, count));
        }
    }
}
