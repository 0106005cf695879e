package io.spotmanager.fleet.capacity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the capacity over time. */
public record CapacityRepository(JdbcClient jdbc) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Those hours that are not summed up yet are read from their samples. */
    private static final String HOURS = """
            (minutes = 60 or (minutes = 5
                and at >= coalesce((select max(at) + interval '1 hour' from capacity where minutes = 60), '-infinity')))""";

    /**
     * What is asked for.
     *
     * @param gpuType null for all
     * @param pool null for all of the type, or for the types as a whole if no type is named
     * @param step a multiple of five minutes; of an hour or more, it is read from the hours
     */
    public record Question(
            @Nullable String gpuType, @Nullable String pool, Instant from, Instant to, Duration step) {}

    /**
     * One step of one series. All but the least are averages of what was read within the step.
     *
     * @param pool empty for the whole type
     * @param at the start of the step
     * @param freeLeast the fewest free GPUs of a sample within the step
     */
    public record Point(
            String gpuType,
            String pool,
            Instant at,
            double hosts,
            double hostsAvailable,
            double hostsUnderWay,
            double hostsOutOfStock,
            double free,
            int freeLeast,
            double used,
            double underWay,
            double outOfStock) {}

    /** By type, pool and time. A step in which nothing was read has no point. */
    public List<Point> read(Question question) {
        return jdbc.sql("""
                select gpu_type, pool, date_bin(make_interval(secs => :step), at, 'epoch'::timestamptz) as step,
                       %s, min(gpus_free_least) as gpus_free_least
                from capacity
                where at >= date_bin(make_interval(secs => :step), :from::timestamptz, 'epoch'::timestamptz)
                      and at < :to::timestamptz
                      and %s
                      and (:type::text is null or gpu_type = :type)
                      and case when :pool::text is not null then pool = :pool else :type::text is not null or pool = '' end
                group by gpu_type, pool, step order by gpu_type, pool, step
                """.formatted(averages(), question.step().compareTo(HOUR) < 0 ? "minutes = 5" : HOURS))
                .param("step", question.step().toSeconds())
                .param("from", question.from().toString())
                .param("to", question.to().toString())
                .param("type", question.gpuType())
                .param("pool", question.pool())
                .query(CapacityRepository::point)
                .list();
    }

    /** Weighted by how long each period is. */
    private static String averages() {
        return String.join(
                ", ",
                List.of(
                                "hosts",
                                "hosts_available",
                                "hosts_under_way",
                                "hosts_out_of_stock",
                                "gpus_free",
                                "gpus_used",
                                "gpus_under_way",
                                "gpus_out_of_stock")
                        .stream()
                        .map(column -> "sum(%1$s * minutes) / sum(minutes) as %1$s".formatted(column))
                        .toList());
    }

    private static Point point(ResultSet row, int number) throws SQLException {
        return new Point(
                row.getString("gpu_type"),
                row.getString("pool"),
                row.getObject("step", OffsetDateTime.class).toInstant(),
                row.getDouble("hosts"),
                row.getDouble("hosts_available"),
                row.getDouble("hosts_under_way"),
                row.getDouble("hosts_out_of_stock"),
                row.getDouble("gpus_free"),
                row.getInt("gpus_free_least"),
                row.getDouble("gpus_used"),
                row.getDouble("gpus_under_way"),
                row.getDouble("gpus_out_of_stock"));
    }

    /** Whether there is any sample of the type, or of the pool. */
    public boolean knows(@Nullable String gpuType, @Nullable String pool) {
        return jdbc.sql("""
                select exists (select from capacity where (:type::text is null or gpu_type = :type)
                                                     and (:pool::text is null or pool = :pool))
                """)
                .param("type", gpuType)
                .param("pool", pool)
                .query(Boolean.class)
                .single();
    }
}
