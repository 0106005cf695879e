package io.spotmanager.gateway.approvals;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.Approval.Asked;
import io.spotmanager.gateway.approvals.Approval.Decision;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.workflow.operation.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads rows of {@code approval}. */
final class ApprovalRows implements RowMapper<Approval> {
    /** All columns, and the state by the database's clock at the begin of the statement: nobody has to come by for a request to expire. */
    static final String COLUMNS =
            "approval.*, case when state = 'PENDING' and expires_at <= statement_timestamp() then 'EXPIRED' else state end as state_now";

    @Override
    public Approval mapRow(ResultSet row, int number) throws SQLException {
        var state = ApprovalState.valueOf(row.getString("state_now"));
        return new Approval(
                row.getObject("id", UUID.class),
                state,
                new Command(
                        row.getString("kind"),
                        row.getString("subject"),
                        Json.MAPPER.readTree(row.getString("request")),
                        row.getString("requested_by"),
                        row.getString("reason"),
                        row.getString("batch_id")),
                new Asked(
                        time(row, "requested_at"),
                        time(row, "expires_at"),
                        row.getString("token_owner"),
                        row.getString("address"),
                        row.getString("request_id")),
                List.of(Json.MAPPER.readValue(row.getString("rules"), Applied[].class)),
                Json.MAPPER.readValue(row.getString("preview"), ReviewedPreview.class),
                first(row),
                end(row, state),
                // A plan begins many operations: its request has its own id there, which no operation has.
                row.getString("kind").equals(PlanBeginning.KIND) ? null : row.getObject("operation_id", UUID.class),
                row.getObject("reservation_id", UUID.class));
    }

    private static @Nullable Decision first(ResultSet row) throws SQLException {
        var person = row.getString("first_person");
        return person == null ? null : new Decision(person, time(row, "first_at"), row.getString("first_reason"));
    }

    private static @Nullable Decision end(ResultSet row, ApprovalState state) throws SQLException {
        if (state == ApprovalState.PENDING) {
            return null;
        }
        var at = row.getObject("ended_at", OffsetDateTime.class);
        return new Decision(
                row.getString("ended_by"),
                at == null ? time(row, "expires_at") : at.toInstant(),
                row.getString("end_reason"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
