package io.spotmanager.fleet.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue in the database. What could not be read keeps its last content, with its age. */
public record CatalogueTable(JdbcClient jdbc) {
    /** For what holds for all regions. */
    public static final String ALL_REGIONS = "";

    /** SQL: a read is due. */
    public static final String DUE = "exists (select from launch_catalogue_due where due_at <= clock_timestamp())";

    /**
     * Returns true for one caller if a read is due; nobody else gets it before that time has passed.
     *
     * @param again when it is due again unless {@link #readAgainIn} says otherwise
     */
    public boolean claim(Duration again) {
        return jdbc.sql("""
                update launch_catalogue_due set due_at = clock_timestamp() + make_interval(secs => ?)
                where due_at <= clock_timestamp()
                """).param(again.toSeconds()).update() == 1;
    }

    public void readAgainIn(Duration time) {
        jdbc.sql("update launch_catalogue_due set due_at = clock_timestamp() + make_interval(secs => ?)")
                .param(time.toSeconds())
                .update();
    }

    /**
     * @param readAt when the read began
     * @param leftOut what could not be understood of it; null if nothing
     */
    public void read(CatalogueKind kind, String region, String content, Instant readAt, @Nullable String leftOut) {
        jdbc.sql("""
                insert into launch_catalogue (kind, region, content, read_at, trouble)
                values (?, ?, ?::jsonb, ?::timestamptz, ?)
                on conflict (kind, region) do update
                set content = excluded.content, read_at = excluded.read_at, trouble = excluded.trouble, failed_at = null
                """)
                .params(kind.name(), region, content, readAt.toString())
                .param(leftOut)
                .update();
    }

    public void failed(CatalogueKind kind, String region, String why) {
        jdbc.sql("""
                insert into launch_catalogue (kind, region, failed_at, trouble) values (?, ?, clock_timestamp(), ?)
                on conflict (kind, region) do update
                set failed_at = coalesce(launch_catalogue.failed_at, excluded.failed_at), trouble = excluded.trouble
                """).params(kind.name(), region, why).update();
    }

    /** Returns empty before any read, also one that failed. */
    public Optional<CatalogueEntry> entry(CatalogueKind kind, String region) {
        return jdbc.sql("select * from launch_catalogue where kind = ? and region = ?")
                .params(kind.name(), region)
                .query((row, number) -> new CatalogueEntry(
                        row.getString("content"),
                        instant(row, "read_at"),
                        instant(row, "failed_at"),
                        row.getString("trouble")))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
