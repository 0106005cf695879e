package io.spotmanager.fleet.read;

import io.spotmanager.fleet.snapshot.SourceTable;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the age and the error of each source.
 *
 * @param staleAfter a source whose last read is older than this is shown as stale
 */
public record SnapshotStatusRepository(JdbcClient jdbc, Duration staleAfter) {

    /** The generation is at least that of the sources: it is read after them. */
    public SnapshotStatus read() {
        var sources = new SourceTable(jdbc).all(staleAfter);
        return jdbc.sql("select generation, read_at from snapshot")
                .query((row, number) -> {
                    var readAt = row.getObject("read_at", OffsetDateTime.class);
                    return new SnapshotStatus(
                            row.getLong("generation"), readAt == null ? null : readAt.toInstant(), sources);
                })
                .single();
    }

    /** Returns SQL: a text that is another one when a source became stale, or is not stale any more. */
    public String staleness() {
        return """
                select string_agg(name, ' ' order by name)
                from source where state = 'STALE' or state = 'OK' and read_at < statement_timestamp() - make_interval(secs => %d)
                """.formatted(staleAfter.toSeconds()).strip();
    }
}
