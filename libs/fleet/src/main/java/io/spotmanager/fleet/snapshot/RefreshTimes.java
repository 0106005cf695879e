package io.spotmanager.fleet.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When was read what; all times are the database's, as replicas may differ. */
public record RefreshTimes(JdbcClient jdbc) {

    public Instant now() {
        return time("select clock_timestamp()");
    }

    /** Whether all has to be read: never done, too long ago, or asked for since the last time. */
    public boolean allIsDue(Duration every) {
        return jdbc.sql("""
                select read_at is null or wanted_at >= read_at or read_at < clock_timestamp() - ? * interval '1 millisecond'
                from snapshot
                """)
                .param(every.toMillis())
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /** Whether somebody asked for a read since the last time, and so waits to hear of this one. */
    public boolean isWanted() {
        return jdbc.sql("select coalesce(wanted_at >= read_at, wanted_at is not null) from snapshot")
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /**
     * Asks for a read of everything.
     *
     * @return the generation as it is now
     */
    public long want() {
        return jdbc.sql("update snapshot set wanted_at = clock_timestamp() returning generation")
                .query(Long.class)
                .single();
    }

    /** When the latest read of all sources began. */
    public Optional<Instant> allReadAt() {
        return jdbc.sql("select read_at from snapshot where read_at is not null")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    public void allRead(Instant began) {
        jdbc.sql("update snapshot set read_at = ?::timestamptz")
                .param(began.toString())
                .update();
    }

    /** When the latest looks at single hosts began, by host. */
    public Map<String, Instant> hosts() {
        return jdbc
                .sql("select host, read_at from host_read")
                .query((row, number) -> Map.entry(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those of them that are hosts. */
    public Set<String> known(Collection<String> names) {
        return jdbc.sql("select name from host where name = any (?::text[])")
                .param(names.toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .set();
    }

    public void hostsRead(Collection<String> hosts, Instant began) {
        jdbc.sql("""
                insert into host_read (host, read_at) select host, ?::timestamptz from unnest(?::text[]) as host
                on conflict (host) do update set read_at = excluded.read_at
                """).params(began.toString(), hosts.toArray(String[]::new)).update();
    }

    /** Looks that began before that are older than what is known of every host. */
    public void forgetHostsBefore(Instant began) {
        jdbc.sql("delete from host_read where read_at <= ?::timestamptz")
                .param(began.toString())
                .update();
    }

    private Instant time(String sql) {
        return Objects.requireNonNull(jdbc.sql(sql)
                        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                        .single())
                .toInstant();
    }
}
