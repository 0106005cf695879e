package io.spotmanager.gateway.reservations;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.StoredCommand;
import io.spotmanager.gateway.reservations.Reservation.End;
import io.spotmanager.gateway.reservations.Reservation.Times;
import io.spotmanager.workflow.operation.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads rows of {@code reservation}. */
final class ReservationRows implements RowMapper<Reservation> {
    @Override
    public Reservation mapRow(ResultSet row, int number) throws SQLException {
        return new Reservation(
                row.getObject("id", UUID.class),
                row.getObject("returns", UUID.class),
                ReservationState.valueOf(row.getString("state")),
                new StoredCommand(
                        new Command(
                                row.getString("kind"),
                                row.getString("subject"),
                                Json.MAPPER.readTree(row.getString("request")),
                                row.getString("requested_by"),
                                row.getString("reason"),
                                row.getString("batch_id")),
                        time(row, "asked_at"),
                        row.getString("token_owner"),
                        row.getString("address"),
                        row.getString("request_id")),
                new Times(
                        time(row, "begins_at"),
                        time(row, "latest_at"),
                        row.getString("window_name"),
                        row.getBoolean("end_if_refused")),
                row.getObject("approval_id", UUID.class),
                row.getString("cause"),
                row.getObject("operation_id", UUID.class),
                end(row));
    }

    private static @Nullable End end(ResultSet row) throws SQLException {
        return row.getObject("ended_at") == null
                ? null
                : new End(row.getString("ended_by"), time(row, "ended_at"), row.getString("end_reason"));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
