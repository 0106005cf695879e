package io.spotmanager.inventory.snapshot;

import static java.util.stream.Collectors.toSet;

import io.spotmanager.inventory.projection.DriftDetector.FinishedMove;
import io.spotmanager.workflow.description.Ending;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescriptions;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where operations have put hosts. An operation is a move if it was asked to bring its host into a pool or out of one; after one that
 * only took it out, the host is expected nowhere. What its state means is what the descriptions of the workflows say.
 */
public record FinishedMoves(JdbcClient jdbc, WorkflowDescriptions descriptions) {
    /**
     * @param finished by host, its latest move if that put the host where it was asked to
     * @param undescribed hosts whose latest move is of a workflow that no worker has described yet: nothing is known of its end
     */
    public record Latest(Map<String, FinishedMove> finished, Set<String> undescribed) {}

    /**
     * @param withdrawn whether it ended as requested and took the host out of its pool
     * @param finished null unless it ended as requested and brought the host into a pool
     */
    private record Move(
            String host,
            String kind,
            boolean withdrawn,
            @Nullable FinishedMove finished) {}

    /** The latest moves of these hosts. A move that nothing is left of does not count, and the one before it does again. */
    public Latest of(Collection<String> hosts) {
        var described = descriptions.all();
        var moves = latest(hosts, Ending.of(described));
        var kinds = described.stream().map(WorkflowDescription::name).collect(toSet());
        var finished = new HashMap<String, FinishedMove>();
        var undescribed = new HashSet<String>();
        for (var move : moves) {
            if (move.finished() != null) {
                finished.put(move.host(), move.finished());
            } else if (!move.withdrawn() && !kinds.contains(move.kind())) {
                undescribed.add(move.host());
            }
        }
        return new Latest(finished, undescribed);
    }

    private List<Move> latest(Collection<String> hosts, List<Ending> endings) {
        return jdbc.sql("""
                with ending as materialized (
                    select * from unnest(:kinds::text[], :states::text[], :as_requested::boolean[]) as e (kind, state, as_requested)
                )
                select host, latest.*, greatest(latest.ended_at, newest.ended_at) as settled_at
                from unnest(:hosts::text[]) as host cross join lateral (
                    select o.id, o.kind, e.as_requested, o.request ->> 'target_aggregate' as expected, o.ended_at
                    from operation o left join ending e on e.kind = o.kind and e.state = o.state and not o.open
                    where o.subject = host and coalesce(o.request ->> 'target_aggregate', o.request ->> 'source_aggregate') is not null
                      and e.as_requested is distinct from false
                    order by o.created_at desc limit 1
                ) latest cross join lateral ( -- the host may have been on its way until this one ended
                    select o.ended_at
                    from operation o
                    where o.subject = host and coalesce(o.request ->> 'target_aggregate', o.request ->> 'source_aggregate') is not null
                    order by o.created_at desc limit 1
                ) newest
                """)
                .param("hosts", hosts.toArray(String[]::new))
                .param("kinds", endings.stream().map(Ending::kind).toArray(String[]::new))
                .param("states", endings.stream().map(Ending::state).toArray(String[]::new))
                .param("as_requested", endings.stream().map(Ending::asRequested).toArray(Boolean[]::new))
                .query((row, number) -> new Move(
                        row.getString("host"),
                        row.getString("kind"),
                        row.getBoolean("as_requested") && row.getString("expected") == null,
                        row.getBoolean("as_requested") && row.getString("expected") != null
                                ? new FinishedMove(
                                        row.getObject("id", UUID.class),
                                        row.getString("expected"),
                                        row.getObject("settled_at", OffsetDateTime.class)
                                                .toInstant())
                                : null))
                .list();
    }
}
