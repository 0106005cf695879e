package io.spotmanager.gateway.reservations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What boards are told of reservations. */
@Component
public class ReservationNotices {
    /**
     * @param reservation the id of the request
     * @param changedAt by the database's clock
     */
    public record Notice(UUID reservation, ReservationState state, String host, Instant changedAt) {}

    private final JdbcClient jdbc;

    ReservationNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that have changed within the last minute. */
    public List<Notice> recent() {
        return jdbc.sql("""
                select coalesce(returns, id) as request, state, subject, changed_at from reservation
                where changed_at > statement_timestamp() - interval '1 minute'
                order by changed_at
                """)
                .query((row, number) -> new Notice(
                        row.getObject("request", UUID.class),
                        ReservationState.valueOf(row.getString("state")),
                        row.getString("subject"),
                        ReservationRows.time(row, "changed_at")))
                .list();
    }

    /** How many stand in front of a person. */
    public long asking() {
        return jdbc.sql("select count(*) from reservation where state = 'ASKING'")
                .query(Long.class)
                .single();
    }
}
