package io.spotmanager.workflow.health;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.minBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** Which release each running process has, in the database, where a gateway reads it. Parts of releases before this table do not report. */
public final class RunningParts {
    private static final Logger log = LoggerFactory.getLogger(RunningParts.class);

    private final JdbcClient jdbc;

    public RunningParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param process the part, its machine and its process, such as {@code launch-worker@host/1}
     * @param part such as {@code launch-worker}
     * @param commit abbreviated; {@code unknown} in a build from sources without their history
     */
    public record Self(String process, String part, String release, String commit) {}

    /** @param startedAt when the process reported first, by the clock of the database */
    public record Running(String process, String part, String release, String commit, Instant startedAt) {}

    /** Returns since when the processes have different releases; empty if all have one. */
    public static Optional<Instant> differSince(List<Running> all) {
        var starts = all.stream()
                .collect(groupingBy(
                        each -> List.of(each.release(), each.commit()),
                        mapping(Running::startedAt, minBy(Comparator.<Instant>naturalOrder()))));
        return starts.size() < 2
                ? Optional.empty()
                : starts.values().stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** Tells that this process runs. Must be called regularly. Blocks for one statement; never throws. */
    public void report(Self self) {
        try {
            jdbc.sql("""
                    with gone as (
                      delete from running_part where ctid = any (array(
                        select ctid from running_part where reported_at < now() - interval '1 day' for update skip locked))
                    )
                    insert into running_part (process, part, release, commit, started_at, reported_at)
                    values (:process, :part, :release, :commit, now(), now())
                    on conflict (process) do update
                    set started_at = case
                          when (running_part.release, running_part.commit) = (excluded.release, excluded.commit)
                          then running_part.started_at else excluded.started_at end,
                        release = excluded.release, commit = excluded.commit, reported_at = excluded.reported_at
                    """)
                    .param("process", self.process())
                    .param("part", self.part())
                    .param("release", self.release())
                    .param("commit", self.commit())
                    .update();
        } catch (DataAccessException | CannotCreateTransactionException e) {
            log.debug("Which release this part has could not be reported", e);
        }
    }

    /** Takes this process off the list when it stops. Never throws. */
    public void stopped(Self self) {
        try {
            jdbc.sql("delete from running_part where process = ?")
                    .param(self.process())
                    .update();
        } catch (DataAccessException | CannotCreateTransactionException e) {
            log.debug("That this part stops could not be reported", e);
        }
    }

    /** Returns the processes that have reported within three minutes, by part and start. Blocks for one statement. */
    public List<Running> now() {
        return jdbc.sql("""
                select process, part, release, commit, started_at from running_part
                where reported_at > now() - interval '3 minutes' order by part, started_at, process
                """)
                .query((row, number) -> new Running(
                        row.getString("process"),
                        row.getString("part"),
                        row.getString("release"),
                        row.getString("commit"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
