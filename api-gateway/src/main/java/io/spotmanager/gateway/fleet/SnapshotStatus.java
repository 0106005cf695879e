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

/** Reads how old what each source said is. A worker that died cannot say so: its silence does. */
@Component
public class SnapshotStatus {
    private final JdbcClient jdbc;
    private final SnapshotSettings settings;

    SnapshotStatus(JdbcClient jdbc, SnapshotSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    public SnapshotView read() {
        var sources = jdbc.sql("""
                select *, state = 'OK' and read_at < clock_timestamp() - make_interval(secs => :seconds) as forgotten
                from source order by name
                """)
                .param("seconds", settings.staleAfter().toSeconds())
                .query((row, number) -> source(row))
                .list();
        return jdbc.sql("select generation, read_at from snapshot")
                .query((row, number) -> new SnapshotView(row.getLong("generation"), instant(row, "read_at"), sources))
                .single();
    }

    private static SourceView source(ResultSet row) throws SQLException {
        var readAt = instant(row, "read_at");
        var forgotten = row.getBoolean("forgotten");
        return new SourceView(
                row.getString("name"),
                forgotten ? "STALE" : row.getString("state"),
                readAt,
                row.getObject("items") == null
                        ? null
                        : new Cost(row.getInt("took_ms"), row.getInt("calls"), row.getInt("items")),
                forgotten ? readAt : instant(row, "stale_since"),
                forgotten ? "no inventory worker has read it since " + readAt : row.getString("trouble"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
