package io.spotmanager.workflow.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the parts found out about the clouds that they use, in the database, where every part reads it. */
public final class DependencyReports {
    private final JdbcClient jdbc;

    public DependencyReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces what this part reported, and removes what parts that are long gone did. Blocks for one statement. */
    public void write(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        var rows = JsonMapper.shared().createArrayNode();
        for (var finding : findings) {
            rows.addObject()
                    .put("reporter", finding.seenBy())
                    .put("dependency", finding.dependency().name())
                    .put("state", finding.state().name())
                    .put("since", finding.since().toString())
                    .put("cause", finding.cause())
                    .put("latency_ms", finding.latencyMs());
        }
        jdbc.sql("""
                with gone as (
                  delete from dependency_report where ctid = any (array(
                    select ctid from dependency_report where reported_at < now() - interval '1 day' for update skip locked))
                )
                insert into dependency_report (reporter, dependency, state, since, cause, latency_ms, reported_at)
                select reporter, dependency, state, since, cause, latency_ms, now()
                from jsonb_to_recordset(?::jsonb) as found
                     (reporter text, dependency text, state text, since timestamptz, cause text, latency_ms integer)
                on conflict (reporter, dependency) do update
                set state = excluded.state, since = excluded.since, cause = excluded.cause,
                    latency_ms = excluded.latency_ms, reported_at = excluded.reported_at
                """).param(rows.toString()).update();
    }

    /** Returns the latest report of each part, of the last day. Blocks for one statement. */
    public List<Report> read() {
        return jdbc.sql("""
                select *, reported_at > now() - interval '45 seconds' as fresh from dependency_report
                order by dependency, reported_at desc
                """).query((row, number) -> report(row)).list();
    }

    /** @param fresh false if the part reports no more */
    public record Report(Finding finding, boolean fresh) {}

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                new Finding(
                        Dependency.valueOf(row.getString("dependency")),
                        DependencyState.valueOf(row.getString("state")),
                        instant(row, "since"),
                        row.getString("cause"),
                        latency(row),
                        instant(row, "reported_at"),
                        row.getString("reporter")),
                row.getBoolean("fresh"));
    }

    private static @Nullable Integer latency(ResultSet row) throws SQLException {
        var latency = row.getInt("latency_ms");
        return row.wasNull() ? null : latency;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
