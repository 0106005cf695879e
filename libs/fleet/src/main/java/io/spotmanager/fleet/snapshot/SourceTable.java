package io.spotmanager.fleet.snapshot;

import io.spotmanager.fleet.snapshot.SourceHealth.Cost;
import io.spotmanager.fleet.snapshot.SourceHealth.Doubt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The age and the error of each source. */
public record SourceTable(JdbcClient jdbc) {
    private static final Logger log = LoggerFactory.getLogger(SourceTable.class);

    private static final String WITH_DOUBT = """
            d.since as doubt_since, d.sentence as doubt_shows, d.accepted_by as doubt_accepted_by
            from source s left join source_doubt d on d.source = s.name and d.ended_at is null
            """;

    public List<SourceHealth> all() {
        return jdbc.sql("select s.*, %s order by name".formatted(WITH_DOUBT))
                .query((row, number) -> health(row))
                .list();
    }

    /** As {@link #all()}, but a source that was not read for that long is stale, because a dead worker cannot report an error. */
    public List<SourceHealth> all(Duration staleAfter) {
        return jdbc.sql("""
                select s.*, state = 'OK' and read_at < clock_timestamp() - make_interval(secs => ?) as forgotten,
                       %s
                order by name
                """.formatted(WITH_DOUBT))
                .param(staleAfter.toSeconds())
                .query((row, number) ->
                        row.getBoolean("forgotten") ? health(row).forgotten() : health(row))
                .list();
    }

    /**
     * Stores the latest attempts. A source whose row another session has locked keeps what is known of it until the next read.
     *
     * @return true if a source failed or recovered
     */
    public boolean record(Map<String, SourceAttempt> attempts) {
        var before = all();
        var free = jdbc.sql("select name from source for no key update skip locked")
                .query(String.class)
                .set();
        attempts.forEach((source, attempt) -> {
            if (free.contains(source)) {
                record(source, attempt);
            } else {
                log.warn(
                        "another database session has locked the row of the source {}: its age and error stay as they are",
                        source);
            }
        });
        var after = all();
        for (var i = 0; i < before.size(); i++) {
            if (!before.get(i).isLike(after.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void record(String source, SourceAttempt attempt) {
        switch (attempt.report()) {
            case SourceReport.Good(int tookMs, int calls, int items, String note) ->
                jdbc.sql("""
                        update source
                        set state = 'OK', read_at = ?::timestamptz, took_ms = ?, calls = ?, items = ?, stale_since = null, trouble = ?
                        where name = ?
                        """)
                        .param(attempt.began().toString())
                        .param(tookMs)
                        .param(calls)
                        .param(items)
                        .param(note)
                        .param(source)
                        .update();
            case SourceReport.Partial(SourceReport.Good(int tookMs, int calls, int items, String _), String gaps) ->
                jdbc.sql("""
                        update source
                        set state = 'STALE', read_at = ?::timestamptz, took_ms = ?, calls = ?, items = ?,
                            stale_since = least(stale_since, read_at, ?::timestamptz - interval '1 millisecond'),
                            trouble = ?
                        where name = ?
                        """)
                        .params(
                                attempt.began().toString(),
                                tookMs,
                                calls,
                                items,
                                attempt.began().toString(),
                                gaps,
                                source)
                        .update();
            // Stale since before the latest read means that this read was incomplete.
            case SourceReport.Failed(String error) ->
                jdbc.sql("""
                        update source
                        set state = case when read_at is null then 'UNREAD' else 'STALE' end,
                            stale_since = case when stale_since > read_at or read_at is null
                                then coalesce(stale_since, now()) else now() end,
                            trouble = ?
                        where name = ?
                        """).params(error, source).update();
            case SourceReport.Off _ ->
                jdbc.sql("update source set state = 'OFF', stale_since = null, trouble = null where name = ?")
                        .param(source)
                        .update();
        }
    }

    private static SourceHealth health(ResultSet row) throws SQLException {
        return new SourceHealth(
                row.getString("name"),
                row.getString("state"),
                instant(row, "read_at"),
                row.getObject("items") == null
                        ? Cost.UNKNOWN
                        : new Cost(row.getInt("took_ms"), row.getInt("calls"), row.getInt("items")),
                instant(row, "stale_since"),
                row.getString("trouble"),
                doubt(row));
    }

    private static @Nullable Doubt doubt(ResultSet row) throws SQLException {
        var since = instant(row, "doubt_since");
        return since == null
                ? null
                : new Doubt(since, row.getString("doubt_shows"), row.getString("doubt_accepted_by"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
