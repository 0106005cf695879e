package io.spotmanager.workflow.outbox;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.messaging.CommandMessage;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The commands that the broker has not confirmed yet, or that are due later. */
public final class Outbox {
    /** A request that is longer than a message stays in its row. */
    private static final int LONGEST_REQUEST = 4_096;

    /**
     * One command.
     *
     * @param message what to publish
     * @param route the workflow's name
     */
    public record PendingCommand(long id, CommandMessage message, String route) {}

    private final JdbcClient jdbc;

    public Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes due commands, oldest first, and hides them from other relays for the given time. A command that is not removed within
     * that time becomes due again. The same statement reads what their messages say from the rows of their operations.
     */
    public List<PendingCommand> takeDue(int most, Duration hidden) {
        return jdbc.sql("""
                with due as materialized (
                    select id from outbox where available_at <= now()
                    order by available_at limit :most for update skip locked
                ), taken as (
                    update outbox set available_at = now() + :hidden * interval '1 millisecond'
                    where id in (select id from due)
                    returning id, operation_id, route
                )
                select t.id, t.operation_id, t.route, o.kind, o.subject, o.requested_by, o.workflow_version, o.created_at,
                       o.traceparent, o.tracestate,
                       case when octet_length(o.request::text) <= :longest then o.request::text end as request
                from taken t left join operation o on o.id = t.operation_id
                order by t.id
                """)
                .param("hidden", hidden.toMillis())
                .param("most", most)
                .param("longest", LONGEST_REQUEST)
                .query((row, number) -> new PendingCommand(row.getLong("id"), message(row), row.getString("route")))
                .list();
    }

    private static CommandMessage message(ResultSet row) throws SQLException {
        var operation = row.getObject("operation_id", UUID.class);
        if (row.getString("kind") == null) {
            return CommandMessage.of(operation); // no such operation: a worker will say so
        }
        return CommandMessage.of(new AcceptedCommand(
                operation,
                new Command(
                        row.getString("kind"),
                        row.getString("subject"),
                        request(row.getString("request")),
                        row.getString("requested_by"),
                        null,
                        null),
                row.getObject("workflow_version", Integer.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                TraceContext.of(row.getString("traceparent"), row.getString("tracestate"))
                        .orElse(null)));
    }

    private static JsonNode request(@Nullable String text) {
        try {
            return text == null ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MissingNode
                    .getInstance(); // nested too deeply, for example; the worker that claims the operation reports it
        }
    }

    /** Removes commands that the broker has confirmed. */
    public void remove(Collection<Long> ids) {
        jdbc.sql("""
                with gone as materialized (
                    select o.id from unnest(:ids::bigint[]) as wanted (id) join outbox o on o.id = wanted.id
                    for update of o skip locked
                )
                delete from outbox o using gone where o.id = gone.id
                """)
                .param("ids", ids.stream().map(String::valueOf).toArray(String[]::new))
                .update();
    }

    /**
     * Writes a command for every open operation without a lease and without a command, for a broker that starts empty. Without this
     * call the recovery sweep would find them seconds later. Operations whose rows are locked are left to the sweep.
     *
     * @return how many commands were written
     */
    public int refill() {
        return jdbc.sql("""
                with free as materialized (
                    select id from operation o
                    where open and leased_by is null and available_at < 'infinity'
                      and not exists (select from outbox x where x.operation_id = o.id)
                    for no key update skip locked
                ), waiting as (
                    update operation o set nudged_at = now() -- otherwise the sweep would dispatch each of them once more
                    from free where o.id = free.id
                    returning o.id, o.kind, o.available_at
                )
                insert into outbox (operation_id, route, available_at) select id, kind, available_at from waiting
                """).update();
    }

    /** Returns true if there is any row, due or not. */
    public boolean isAnythingLeft() {
        return jdbc.sql("select exists (select from outbox)")
                .query(Boolean.class)
                .single();
    }

    public long size() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }
}
