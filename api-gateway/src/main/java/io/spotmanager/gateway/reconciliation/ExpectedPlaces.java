package io.spotmanager.gateway.reconciliation;

import io.spotmanager.workflow.description.Ending;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the history says that hosts are. */
@Component
class ExpectedPlaces {
    /** @param pool into which its last move brought the host */
    record Expected(String host, UUID operation, Instant endedAt, String pool) {}

    private static final String ONE_HOST = "select :host::text";

    /** Goes from one name to the next in the index, instead of reading all operations of each. */
    private static final String ALL_HOSTS = """
            select min(subject) from operation where subject > :host
            union all
            select (select min(o.subject) from operation o where o.subject > s.subject)
            from subjects s where s.subject is not null""";

    private final JdbcClient jdbc;
    private final WorkflowDescriptions descriptions;

    ExpectedPlaces(JdbcClient jdbc, WorkflowDescriptions descriptions) {
        this.jdbc = jdbc;
        this.descriptions = descriptions;
    }

    /** By host. Of a host with an open operation nothing is expected, and of one that a person has adopted neither. */
    Map<String, Expected> all() {
        return read(null);
    }

    /** @return empty if the history expects nothing of that host */
    Optional<Expected> of(String host) {
        return Optional.ofNullable(read(host).get(host));
    }

    private Map<String, Expected> read(@Nullable String host) {
        var endings = Ending.of(descriptions.all());
        return jdbc
                .sql("""
                with recursive ending as materialized (
                    select * from unnest(:kinds::text[], :states::text[], :as_requested::boolean[]) as e (kind, state, as_requested)
                ), subjects (subject) as (
                    {subjects}
                )
                select s.subject, id, ended_at, pool
                from subjects s cross join lateral (
                    select o.id, o.ended_at, o.request ->> 'target_aggregate' as pool, e.as_requested
                    from operation o left join ending e on e.kind = o.kind and e.state = o.state
                    where o.subject = s.subject and not o.open
                      -- a withdrawal has only a source: after it nothing is expected
                      and coalesce(o.request ->> 'target_aggregate', o.request ->> 'source_aggregate') is not null
                      and e.as_requested is distinct from false -- nothing is left of it: the move before counts again
                    order by o.created_at desc limit 1
                ) latest
                where as_requested and pool is not null
                  and not exists (select from operation held where held.subject = s.subject and held.open)
                """.replace("{subjects}", host == null ? ALL_HOSTS : ONE_HOST))
                .param("kinds", endings.stream().map(Ending::kind).toArray(String[]::new))
                .param("states", endings.stream().map(Ending::state).toArray(String[]::new))
                .param("as_requested", endings.stream().map(Ending::asRequested).toArray(Boolean[]::new))
                .param("host", host == null ? "" : host)
                .query((row, number) -> new Expected(
                        row.getString("subject"),
                        row.getObject("id", UUID.class),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getString("pool")))
                .list()
                .stream()
                .collect(Collectors.toMap(Expected::host, Function.identity()));
    }

    /** What is known of these operations: the state in which each is, by id. */
    Map<UUID, Known> known(List<UUID> operations) {
        var endings = Ending.of(descriptions.all());
        var undone = endings.stream()
                .filter(ending -> !ending.asRequested())
                .map(ending -> ending.kind() + "/" + ending.state())
                .collect(Collectors.toSet());
        return jdbc
                .sql("select id, kind, state from operation where id = any (:ids::uuid[])")
                .param("ids", operations.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Known(
                                row.getString("state"),
                                undone.contains(row.getString("kind") + "/" + row.getString("state")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param undone true if it ended and nothing should be left of it */
    record Known(String state, boolean undone) {}
}
