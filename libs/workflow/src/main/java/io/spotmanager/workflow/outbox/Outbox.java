package io.spotmanager.workflow.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The commands that the broker has not confirmed yet, or that are due later. */
public final class Outbox {
    /** One command. */
    public record PendingCommand(long id, UUID operationId, String route) {}

    private final JdbcClient jdbc;

    public Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes due commands, oldest first, and hides them from other relays for the given time. A command that is not removed within
     * that time becomes due again.
     */
    public List<PendingCommand> takeDue(int most, Duration hidden) {
        return jdbc.sql("""
                with due as materialized (
                    select id from outbox where available_at <= now()
                    order by available_at limit :most for update skip locked
                )
                update outbox set available_at = now() + :hidden * interval '1 millisecond'
                where id in (select id from due)
                returning id, operation_id, route
                """)
                .param("hidden", hidden.toMillis())
                .param("most", most)
                .query((row, number) -> new PendingCommand(
                        row.getLong("id"), row.getObject("operation_id", UUID.class), row.getString("route")))
                .list();
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

    public long size() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }
}
