package io.spotmanager.inventory.snapshot;

import io.spotmanager.inventory.source.SourceReport;
import io.spotmanager.inventory.source.SourceResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How old what each source said is, and how it fares now. */
public record SourceTable(JdbcClient jdbc) {

    public List<SourceHealth> all() {
        return jdbc.sql("select * from source order by name")
                .query((row, number) -> health(row))
                .list();
    }

    /**
     * Writes down how the latest try went.
     *
     * @return whether any source is well that was not, or the other way round
     */
    public boolean record(Map<String, SourceResult<?>> told) {
        var before = all();
        told.forEach(this::record);
        var after = all();
        for (var i = 0; i < before.size(); i++) {
            if (!before.get(i).isLike(after.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void record(String source, SourceResult<?> told) {
        switch (told.report()) {
            case SourceReport.Good(int tookMs, int calls, int items) ->
                jdbc.sql("""
                        update source
                        set state = 'OK', read_at = ?::timestamptz, took_ms = ?, calls = ?, items = ?, stale_since = null, trouble = null
                        where name = ?
                        """)
                        .params(told.began().toString(), tookMs, calls, items, source)
                        .update();
            case SourceReport.Failed(String trouble) ->
                jdbc.sql("""
                        update source
                        set state = case when read_at is null then 'UNREAD' else 'STALE' end,
                            stale_since = coalesce(stale_since, now()), trouble = ?
                        where name = ?
                        """).params(trouble, source).update();
            case SourceReport.Off _ ->
                jdbc.sql("update source set state = 'OFF', stale_since = null, trouble = null where name = ?")
                        .param(source)
                        .update();
        }
    }

    private static SourceHealth health(ResultSet row) throws SQLException {
        var tookMs = row.getObject("took_ms", Integer.class);
        return new SourceHealth(
                row.getString("name"),
                row.getString("state"),
                instant(row, "read_at"),
                tookMs == null ? null : new SourceHealth.Cost(tookMs, row.getInt("calls"), row.getInt("items")),
                instant(row, "stale_since"),
                row.getString("trouble"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
