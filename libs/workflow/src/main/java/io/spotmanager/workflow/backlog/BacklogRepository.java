package io.spotmanager.workflow.backlog;

import io.spotmanager.workflow.freeze.FreezeConditions;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.util.ArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the backlog. The relay moves the time of a command that the broker does not take, so the age of the outbox is told by the
 * operations that wait for its commands.
 */
public record BacklogRepository(JdbcClient jdbc) {
    static final String SQL = """
            with opened as materialized (
                select o.kind, o.state, count(*) as open,
                       count(*) filter (where o.available_at = 'infinity') as for_person,
                       count(*) filter (where not %s) as unserved,
                       min(o.available_at) filter (where o.leased_by is null and o.available_at <= now()
                                                     and isfinite(o.available_at) and %s) as due_since
                from operation o where o.open group by o.kind, o.state
            ), waiting as materialized (
                select x.route as kind, count(*) as commands,
                       min((select o.available_at from operation o -- not joined: one look at the key for each command
                            where o.id = x.operation_id and o.open and o.leased_by is null and o.available_at <= now()
                              and isfinite(o.available_at))) as since
                from outbox x group by x.route
            ), known as (
                select name as kind from workflow_description
                union select kind from opened union select kind from waiting
            )
            select kind, state, open, 0 as for_person, 0 as unserved, 0 as due_age, 0 as commands, 0 as outbox_age
            from opened
            union all
            select k.kind, null, 0,
                   coalesce((select sum(for_person) from opened o where o.kind = k.kind), 0),
                   coalesce((select sum(unserved) from opened o where o.kind = k.kind), 0),
                   coalesce((select extract(epoch from now() - min(due_since)) from opened o where o.kind = k.kind), 0),
                   coalesce((select commands from waiting w where w.kind = k.kind), 0),
                   coalesce((select extract(epoch from now() - since) from waiting w where w.kind = k.kind), 0)
            from known k
            """.formatted(UnservedOperations.SERVED, FreezeConditions.mayBeClaimed());

    /** One statement, over the index of open operations and over the outbox, which is empty when the broker takes everything. */
    Backlog read() {
        var states = new ArrayList<Backlog.OfState>();
        var kinds = new ArrayList<Backlog.OfKind>();
        jdbc.sql(SQL).query(row -> {
            var kind = row.getString("kind");
            var state = row.getString("state");
            if (state != null) {
                states.add(new Backlog.OfState(kind, state, row.getLong("open")));
            } else {
                kinds.add(new Backlog.OfKind(
                        kind,
                        row.getLong("for_person"),
                        row.getLong("unserved"),
                        row.getDouble("due_age"),
                        row.getLong("commands"),
                        row.getDouble("outbox_age")));
            }
        });
        return new Backlog(states, kinds);
    }
}
