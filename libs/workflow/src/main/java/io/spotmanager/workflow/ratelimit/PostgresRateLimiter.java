package io.spotmanager.workflow.ratelimit;

import io.spotmanager.domain.call.RateLimit;
import io.spotmanager.domain.call.RateLimiter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A token bucket in one row of PostgreSQL, shared by all processes behind one address.
 *
 * <p>A call takes a token, or one that is still to come: the row then falls below zero, and whoever took it waits until the
 * token is there. So callers are served in turn, with one statement each. The database's clock counts. Nothing here may run
 * inside a transaction, which would hold the row until its end.
 */
public final class PostgresRateLimiter implements RateLimiter {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRateLimiter.class);
    private static final double MILLIS = 1000;

    /** How long nobody of this process asks again after a failure. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final JdbcClient database;
    private final RateLimit rate;
    private final boolean reads;

    /** One caller at a time: if another session has locked the row, one connection of the pool waits for it, and not all. */
    private final ReentrantLock asking = new ReentrantLock();

    /** Guarded by {@link #asking}. */
    private long restsUntil = System.nanoTime();

    /** For operations, which may take permits that are still to come. */
    public PostgresRateLimiter(JdbcClient database, RateLimit rate) {
        this(database, rate, false);
    }

    private PostgresRateLimiter(JdbcClient database, RateLimit rate, boolean reads) {
        this.database = database;
        this.rate = rate;
        this.reads = reads;
    }

    /** For previews and other questions: on the same row, but a part of the permits stays for operations. */
    public static PostgresRateLimiter forReads(JdbcClient database, RateLimit rate) {
        return new PostgresRateLimiter(database, rate, true);
    }

    @Override
    public Permit acquire() {
        asking.lock();
        try {
            return restsUntil - System.nanoTime() > 0 ? unread() : take();
        } catch (DataAccessException e) {
            restsUntil = System.nanoTime() + REST.toNanos();
            LOG.warn("The limit of calls to {} cannot be read; nothing is sent until it can: {}", rate.name(), told(e));
            return unread();
        } finally {
            asking.unlock();
        }
    }

    private static Permit unread() {
        return new Permit.Denied(
                "the limit of calls that is shared through the database cannot be read, and without it nothing is sent");
    }

    /** The time between the last count and now is taken absolute, so that a clock set back closes nothing for long. */
    private Permit take() {
        return database.sql("""
                        insert into rate_limit as held (name, tokens, counted_at)
                        values (:name, :burst - 1, clock_timestamp())
                        on conflict (name) do update
                        set tokens = least(:burst, held.tokens
                                + :per_second * abs(extract(epoch from clock_timestamp() - held.counted_at))) - 1,
                            counted_at = clock_timestamp()
                        where held.closed_until not between clock_timestamp()
                                and clock_timestamp() + make_interval(secs => :period)
                          and held.tokens - 1
                                + :per_second * abs(extract(epoch from clock_timestamp() - held.counted_at))
                                >= :least
                        returning greatest(0, -tokens / :per_second) as wait""")
                .param("name", rate.name())
                .param("burst", rate.burst())
                .param("per_second", rate.perSecond())
                .param("period", seconds(rate.period()))
                .param("least", reads ? rate.keptForOperations() : -rate.perSecond() * seconds(rate.patience()))
                .query(Double.class)
                .optional()
                .<Permit>map(wait -> new Permit.Granted(Duration.ofMillis(Math.round(Math.ceil(wait * MILLIS)))))
                .orElseGet(() -> new Permit.Denied(reads ? rate.exceededByReads() : rate.exceeded()));
    }

    /** The window's place on the clock is not known; where it does not begin with the minute the next refusal tells. */
    @Override
    public void onRateLimited() {
        try {
            database.sql("""
                            update rate_limit
                            set tokens = least(0, tokens),
                                counted_at = to_timestamp(ceil(extract(epoch from clock_timestamp()) / :period) * :period),
                                closed_until = to_timestamp(ceil(extract(epoch from clock_timestamp()) / :period) * :period)
                            where name = :name""")
                    .param("name", rate.name())
                    .param("period", seconds(rate.period()))
                    .update();
            LOG.warn(
                    "{} answers no more calls: others with the same address use up its limit. Nobody here calls it until"
                            + " the next window of {} s",
                    rate.name(),
                    rate.period().toSeconds());
        } catch (DataAccessException e) {
            LOG.warn("That {} answers no more calls could not be told to others: {}", rate.name(), told(e));
        }
    }

    private static String told(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
