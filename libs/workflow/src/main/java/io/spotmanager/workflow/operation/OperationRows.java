package io.spotmanager.workflow.operation;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads rows of the table {@code operation} for display. A row of another release, or one written by hand, may have columns that this
 * release cannot decode. Such a row is returned without these columns and without actions, so that it does not break a list.
 */
public final class OperationRows implements RowMapper<Operation> {
    @Override
    public Operation mapRow(ResultSet row, int number) throws SQLException {
        try {
            return exactly(row);
        } catch (JacksonException | NullPointerException e) {
            return operation(row, new Columns(shown(row, "request"), shown(row, "facts"), List.of(), null));
        }
    }

    /**
     * Reads the row for a worker, which must not act on an incomplete row.
     *
     * @throws RuntimeException if a column cannot be decoded
     */
    static Operation exactly(ResultSet row) throws SQLException {
        var asked = row.getString("asked");
        return operation(
                row,
                new Columns(
                        json(row, "request"),
                        json(row, "facts"),
                        List.of(Json.MAPPER.readValue(row.getString("actions"), String[].class)),
                        asked == null ? null : Json.MAPPER.readValue(asked, OperatorRequest.class)));
    }

    /** The JSON columns. */
    private record Columns(
            JsonNode request,
            JsonNode facts,
            List<String> actions,
            @Nullable OperatorRequest asked) {}

    private static Operation operation(ResultSet row, Columns decoded) throws SQLException {
        return new Operation(
                row.getObject("id", UUID.class),
                new Command(
                        row.getString("kind"),
                        row.getString("subject"),
                        decoded.request(),
                        row.getString("requested_by"),
                        row.getString("reason"),
                        row.getString("batch_id")),
                new Progress(
                        row.getString("state"),
                        row.getBoolean("open"),
                        row.getInt("attempt"),
                        row.getString("cause"),
                        decoded.facts(),
                        new OfferedActions(
                                decoded.actions(), effects(row.getString("action_effects"), row.getString("state"))),
                        decoded.asked()),
                lease(row),
                new AuditHead(row.getInt("audit_seq"), row.getString("audit_head")),
                new Times(
                        time(row, "created_at"),
                        time(row, "updated_at"),
                        time(row, "entered_at"),
                        finiteTime(row, "available_at"),
                        finiteTime(row, "ended_at"),
                        finiteTime(row, "interrupted_at")),
                new Setbacks(row.getInt("failures"), row.getInt("deaths")),
                TraceContext.of(row.getString("traceparent"), row.getString("tracestate"))
                        .orElse(null));
    }

    static Lease lease(ResultSet row) throws SQLException {
        return new Lease(row.getObject("leased_by", UUID.class), row.getLong("fence"));
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        return Json.MAPPER.readTree(row.getString(column));
    }

    private static JsonNode shown(ResultSet row, String column) throws SQLException {
        try {
            return json(row, column);
        } catch (JacksonException e) {
            return Json.MAPPER.nullNode();
        }
    }

    private record Described(String state, List<ActionEffect> effects) {}

    /** Ignores effects of another state: they were left by a release that does not write this column. */
    private static List<ActionEffect> effects(@Nullable String json, String state) {
        if (json == null) {
            return List.of();
        }
        try {
            var described = Json.MAPPER.readValue(json, Described.class);
            return state.equals(described.state()) ? List.copyOf(described.effects()) : List.of();
        } catch (JacksonException | NullPointerException e) {
            return List.of(); // effects are only descriptions
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant finiteTime(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) ? null : time.toInstant();
    }
}
