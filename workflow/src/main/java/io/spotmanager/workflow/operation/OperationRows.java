package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.audit.AuditHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads rows of the table {@code operation}. */
public final class OperationRows implements RowMapper<Operation> {
    @Override
    public Operation mapRow(ResultSet row, int number) throws SQLException {
        var json = KernelJson.MAPPER;
        var asked = row.getString("asked");
        return new Operation(
                row.getObject("id", UUID.class),
                new Command(
                        row.getString("kind"),
                        row.getString("subject"),
                        json.readTree(row.getString("request")),
                        row.getString("requested_by"),
                        row.getString("reason"),
                        row.getString("batch_id")),
                new Progress(
                        row.getString("state"),
                        row.getBoolean("open"),
                        row.getInt("attempt"),
                        row.getString("cause"),
                        json.readTree(row.getString("facts")),
                        new OfferedActions(
                                List.of(json.readValue(row.getString("actions"), String[].class)),
                                effects(row.getString("action_effects"), row.getString("state"))),
                        asked == null ? null : json.readValue(asked, AskedAction.class)),
                new Hold(row.getObject("leased_by", UUID.class), row.getLong("fence")),
                new AuditHead(row.getInt("audit_seq"), row.getString("audit_head")),
                new Times(
                        time(row, "created_at"),
                        time(row, "updated_at"),
                        time(row, "entered_at"),
                        finiteTime(row, "available_at"),
                        finiteTime(row, "ended_at"),
                        finiteTime(row, "interrupted_at")));
    }

    private record Described(String state, List<ActionEffect> effects) {}

    /** Those of another state were left by a release that does not write them. */
    private static List<ActionEffect> effects(@Nullable String json, String state) {
        if (json == null) {
            return List.of();
        }
        var described = KernelJson.MAPPER.readValue(json, Described.class);
        return described.state().equals(state) ? described.effects() : List.of();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant finiteTime(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) ? null : time.toInstant();
    }
}
