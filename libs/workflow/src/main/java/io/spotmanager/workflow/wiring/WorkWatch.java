package io.spotmanager.workflow.wiring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the database for the signs of work of all tasks of this process with one statement, and wakes those that have something to do.
 * Thread-safe.
 */
final class WorkWatch {
    /** Between two looks. What was found keeps its tasks at their beat for longer than that. */
    static final Duration EVERY = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(WorkWatch.class);

    /** @param pace of what is woken */
    record Watched(WorkSign sign, Pace pace) {}

    /** @param versions in the order of the signs */
    record Signs(Boolean[] present, String[] versions) {}

    /** @param took how long the database needed for its answer */
    private record Answer(long at, Duration took) {}

    private final Supplier<JdbcClient> database;
    private final Supplier<List<Watched>> tasks;
    private final LongSupplier nanoTime;
    private List<Watched> watched = List.of();
    private @Nullable Signs last;
    private @Nullable Answer answer;

    /**
     * @param database for one statement
     * @param tasks asked once, at the first look
     */
    WorkWatch(Supplier<JdbcClient> database, Supplier<List<Watched>> tasks, LongSupplier nanoTime) {
        this.database = database;
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    private synchronized List<Watched> watched() {
        if (watched.isEmpty()) {
            watched = List.copyOf(tasks.get());
        }
        return watched;
    }

    /** Looks, unless somebody has within the time of a look. Never throws: what could not be asked for may be there. */
    void look() {
        if (answered(EVERY).isPresent()) {
            return;
        }
        try {
            var before = nanoTime.getAsLong();
            var signs = database.get()
                    .sql("select " + columns())
                    .query(WorkWatch::signs)
                    .single();
            saw(signs, before);
        } catch (DataAccessException e) {
            log.debug("Whether there is work cannot be read; the work itself tells of it", e);
            wakeAll();
        }
    }

    /** What a statement has to select for {@link #signs}. */
    String columns() {
        var all = watched();
        return "array[%s]::boolean[] as present, array[%s]::text[] as versions"
                .formatted(
                        all.stream()
                                .map(each -> "(" + each.sign().condition() + ")")
                                .collect(Collectors.joining(", ")),
                        all.stream()
                                .map(each -> "(" + each.sign().version() + ")")
                                .collect(Collectors.joining(", ")));
    }

    static Signs signs(ResultSet row, int number) throws SQLException {
        return new Signs((Boolean[]) row.getArray("present").getArray(), (String[])
                row.getArray("versions").getArray());
    }

    /** @param before the time at which the statement was sent */
    void saw(Signs now, long before) {
        wake(now, remember(now, before));
    }

    private synchronized @Nullable Signs remember(Signs now, long before) {
        var known = last;
        last = now;
        answer = new Answer(before, Duration.ofNanos(nanoTime.getAsLong() - before));
        return known;
    }

    private void wake(Signs now, @Nullable Signs before) {
        var all = watched();
        for (var i = 0; i < all.size(); i++) {
            var is = Boolean.TRUE.equals(now.present()[i]);
            var was = all.get(i).sign().after() && before != null && Boolean.TRUE.equals(before.present()[i]);
            var changed = before != null && !Objects.equals(before.versions()[i], now.versions()[i]);
            if (is || was || changed) {
                all.get(i).pace().beat();
            }
        }
    }

    void wakeAll() {
        watched().forEach(each -> each.pace().beat());
    }

    /** Returns how long the database took for the latest answer to a look, if that was sent within that time. */
    synchronized Optional<Duration> answered(Duration within) {
        return Optional.ofNullable(answer)
                .filter(latest -> nanoTime.getAsLong() - latest.at() < within.toNanos())
                .map(Answer::took);
    }
}
