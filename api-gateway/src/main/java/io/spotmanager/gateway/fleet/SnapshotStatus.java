package io.spotmanager.gateway.fleet;

import io.spotmanager.gateway.fleet.SnapshotView.Cost;
import io.spotmanager.gateway.fleet.SnapshotView.SourceView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how old what each source said is. */
@Component
class SnapshotStatus {
    private final JdbcClient jdbc;

    SnapshotStatus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SnapshotView read() {
        var sources = jdbc.sql("select * from source order by name")
                .query((row, number) -> source(row))
                .list();
        return jdbc.sql("select generation, read_at from snapshot")
                .query((row, number) -> new SnapshotView(row.getLong("generation"), instant(row, "read_at"), sources))
                .single();
    }

    private static SourceView source(ResultSet row) throws SQLException {
        return new SourceView(
                row.getString("name"),
                row.getString("state"),
                instant(row, "read_at"),
                row.getObject("items") == null
                        ? null
                        : new Cost(row.getInt("took_ms"), row.getInt("calls"), row.getInt("items")),
                instant(row, "stale_since"),
                row.getString("trouble"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
