package io.spotmanager.gateway.reservations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What else wants a host: other reservations, and the operation that holds it now. */
@Component
class HostTimes {
    private final JdbcClient jdbc;

    HostTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param except a request whose own times do not count; null for none */
    List<Collision> collisions(String host, Instant from, Instant to, @Nullable UUID except) {
        return jdbc.sql("""
                select coalesce(returns, id) as request, requested_by, begins_at, free_at
                from reservation
                where subject = :host and state in ('PLANNED', 'ASKING') and free_at > :from::timestamptz
                  -- A host is away from the begin of its way out on; before that, the way out stands for both.
                  and (returns is null and begins_at < :to::timestamptz
                       or exists (select 1 from reservation out where out.id = reservation.returns and out.state = 'BEGUN'))
                  and coalesce(returns, id) is distinct from :except::uuid
                order by begins_at, id
                """)
                .param("host", host)
                .param("from", from.toString())
                .param("to", to.toString())
                .param("except", except)
                .query((row, number) -> new Collision(
                        row.getObject("request", UUID.class),
                        row.getString("requested_by"),
                        ReservationRows.time(row, "begins_at"),
                        ReservationRows.time(row, "free_at")))
                .list();
    }

    /** An open operation. */
    record Holder(UUID operation, String kind, String state) {}

    Optional<Holder> holder(String host) {
        return jdbc.sql("select id, kind, state from operation where subject = ? and open")
                .param(host)
                .query((row, number) ->
                        new Holder(row.getObject("id", UUID.class), row.getString("kind"), row.getString("state")))
                .optional();
    }

    /** Returns true if an operation of the host has ended so lately that the snapshot may not show it. */
    boolean hasJustChanged(String host) {
        return jdbc.sql("""
                select coalesce(bool_or(ended_at > clock_timestamp() - interval '30 seconds'), false)
                -- one follows the other: besides an open one only the newest can have ended last
                from (select ended_at from operation where subject = ? order by created_at desc limit 2) newest
                """).param(host).query(Boolean.class).single();
    }
}
