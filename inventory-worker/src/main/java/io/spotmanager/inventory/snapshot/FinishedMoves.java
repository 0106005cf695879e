package io.spotmanager.inventory.snapshot;

import io.spotmanager.inventory.projection.DriftDetector.FinishedMove;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where operations have put hosts. */
public record FinishedMoves(JdbcClient jdbc) {

    /** Of each host the latest move, if it ended well; one that changed nothing does not count. */
    public Map<String, FinishedMove> of(Collection<String> hosts) {
        return jdbc
                .sql("""
                select host, latest.id, latest.expected, latest.ended_at
                from unnest(?::text[]) as host cross join lateral (
                    select id, state, request ->> 'target_aggregate' as expected, ended_at
                    from operation
                    where subject = host and kind = 'migration' and state not in ('REJECTED', 'CANCELLED')
                    order by created_at desc limit 1
                ) latest
                where latest.state = 'SUCCEEDED' and latest.expected is not null
                """)
                .param(hosts.toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        row.getString("host"),
                        new FinishedMove(
                                row.getObject("id", UUID.class),
                                row.getString("expected"),
                                row.getObject("ended_at", OffsetDateTime.class).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
