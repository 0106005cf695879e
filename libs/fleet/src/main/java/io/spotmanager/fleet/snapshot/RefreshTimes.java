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

/** The times of reads, by the clock of the database, because the clocks of replicas may differ. */
public record RefreshTimes(JdbcClient jdbc) {

    public Instant now() {
        return time("select clock_timestamp()");
    }

    /** Returns true if a full read is due: there was none, the last is too old, or one was requested since. */
    public boolean allIsDue(Duration every) {
        return jdbc.sql(allIsDueSign(every))
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /** Returns the SQL that says so. */
    public static String allIsDueSign(Duration every) {
        return "select read_at is null or wanted_at >= read_at or read_at < clock_timestamp() - interval '%d milliseconds' from snapshot"
                .formatted(every.toMillis());
    }

    /** Returns true if a read was requested since the last one, so that a client waits for its event. */
    public boolean isWanted() {
        return jdbc.sql("select coalesce(wanted_at >= read_at, wanted_at is not null) from snapshot")
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /**
     * Requests a full read.
     *
     * @return the current generation
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

    /** Returns when the latest read of each single host began, of those after that time. */
    public Map<String, Instant> hostsSince(Instant began) {
        return jdbc
                .sql("select host, read_at from host_read where read_at > ?::timestamptz")
                .param(began.toString())
                .query((row, number) -> Map.entry(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Returns the names that are hosts. */
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

    /** Deletes single-host reads that started before the last full read. Waits for no row that another session has locked. */
    public void forgetHostsBefore(Instant began) {
        jdbc.sql("""
                delete from host_read where host in (
                    select host from host_read where read_at <= ?::timestamptz for update skip locked)
                """).param(began.toString()).update();
    }

    private Instant time(String sql) {
        return Objects.requireNonNull(jdbc.sql(sql)
                        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                        .single())
                .toInstant();
    }
}
