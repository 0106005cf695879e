package io.spotmanager.gateway.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.workflow.operation.KernelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads how fresh the snapshot is. */
final class SnapshotReads {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Source(
            String name,
            String state,
            @JsonUnwrapped Reading reading,
            @JsonUnwrapped Trouble trouble) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Reading(
            @Nullable Instant readAt,
            @Nullable Integer tookMs,
            @Nullable Integer calls,
            @Nullable Integer items) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Trouble(
            @Nullable Instant staleSince, @Nullable String trouble) {}

    private final JdbcClient jdbc;

    SnapshotReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SnapshotNews present() {
        var sources = KernelJson.MAPPER.<JsonNode>valueToTree(jdbc.sql("select * from source order by name")
                .query(SnapshotReads::source)
                .list());
        return jdbc.sql("select generation, read_at from snapshot")
                .query((row, number) ->
                        new SnapshotNews(row.getLong("generation"), time(row, "read_at"), sources, null))
                .single();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                row.getString("name"),
                row.getString("state"),
                new Reading(
                        time(row, "read_at"),
                        row.getObject("took_ms", Integer.class),
                        row.getObject("calls", Integer.class),
                        row.getObject("items", Integer.class)),
                new Trouble(time(row, "stale_since"), row.getString("trouble")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
