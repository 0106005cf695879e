package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.workflow.operation.DatabaseOutage;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Token buckets in PostgreSQL, a row each, shared by all gateways, on the database's clock. A row is locked for one short statement, so
 * nothing here may run inside a transaction. Throws {@link org.springframework.dao.DataAccessException} if the database is away, or
 * if another session has locked a row for half a second: who waits for it keeps a connection from all others.
 */
@Component
class SharedLimits {
    /** A refusal is remembered for so long, so that a flood of requests is no flood of statements. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private static final int MOST_REMEMBERED = 100_000;
    private static final int BATCH_SIZE = 1_000;
    private static final double NANOS = 1e9;

    private final JdbcClient database;
    private final Cache<String, Long> refusedUntil;

    @Autowired
    SharedLimits(JdbcClient database) {
        this(database, REMEMBERED);
    }

    SharedLimits(JdbcClient database, Duration remembered) {
        this.database = database;
        this.refusedUntil = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(remembered)
                .build();
    }

    /**
     * Takes one token of each, or none at all.
     *
     * @return 0 if they were taken; otherwise the whole seconds until they are there
     */
    long take(List<Allowance> allowances) {
        var now = System.nanoTime();
        for (var allowance : allowances) {
            var until = refusedUntil.getIfPresent(allowance.name());
            if (until != null && until - now > 0) {
                return seconds((until - now) / NANOS);
            }
        }
        var answer = ask(allowances);
        if (answer.seconds() <= 0) {
            return 0;
        }
        if (answer.taken()) {
            giveBack(allowances);
        }
        refusedUntil.put(answer.name(), now + (long) (answer.seconds() * NANOS));
        return seconds(answer.seconds());
    }

    /**
     * @param taken true if the tokens were taken although one is missing, because somebody else took it in the same moment
     * @param name which is missing for longest
     */
    private record Answer(String name, double seconds, boolean taken) {}

    /** Takes the rows in the order of their names, so that no two requests wait for each other. */
    private Answer ask(List<Allowance> allowances) {
        return database.sql("""
                        with patience as materialized (select set_config('lock_timeout', '500ms', true)),
                        asked as materialized (
                            select a.* from patience, unnest(:names::text[], :bursts::float8[], :rates::float8[]) as a (name, burst, per_second)),
                        held as (
                            select a.name, a.per_second,
                                   least(a.burst, l.tokens + a.per_second
                                       * abs(extract(epoch from clock_timestamp() - l.counted_at))) as tokens
                            from asked a join request_limit l using (name)),
                        taken as (
                            insert into request_limit as l (name, burst, per_second, tokens, counted_at)
                            select name, burst, per_second, burst - 1, clock_timestamp() from asked
                            where not exists (select from held where tokens < 1)
                            order by name
                            on conflict (name) do update
                            set burst = excluded.burst, per_second = excluded.per_second,
                                tokens = least(excluded.burst, l.tokens + excluded.per_second
                                    * abs(extract(epoch from clock_timestamp() - l.counted_at))) - 1,
                                counted_at = clock_timestamp()
                            returning name, per_second, tokens)
                        select name, (1 - tokens) / per_second as seconds, false as taken from held where tokens < 1
                        union all
                        select name, 1 / per_second, true from taken where tokens < 0
                        order by seconds desc limit 1""")
                .param("names", allowances.stream().map(Allowance::name).toArray(String[]::new))
                .param(
                        "bursts",
                        allowances.stream().mapToDouble(Allowance::burst).toArray())
                .param(
                        "rates",
                        allowances.stream().mapToDouble(Allowance::perSecond).toArray())
                .query(Answer.class)
                .optional()
                .orElse(new Answer("", 0, true));
    }

    /** Gives one token of each back. Of a row that another session has locked it is forgiven with time, as a failure is. */
    void giveBack(List<Allowance> allowances) {
        try {
            database.sql("""
                            with patience as materialized (select set_config('lock_timeout', '500ms', true)),
                            held as materialized (
                                select l.name from patience, request_limit l where l.name = any (:names::text[])
                                order by l.name for update of l)
                            update request_limit set tokens = least(burst, tokens + 1)
                            where name in (select name from held)""")
                    .param("names", allowances.stream().map(Allowance::name).toArray(String[]::new))
                    .update();
        } catch (UncategorizedSQLException e) {
            if (!DatabaseOutage.isLock(e)) {
                throw e;
            }
        }
    }

    /** Deletes the rows of what is allowed in full again, which say nothing. Leaves out what somebody is counting. */
    void prune() {
        while (pruneBatch() == BATCH_SIZE) {
            // a full batch: there may be more
        }
    }

    private int pruneBatch() {
        return database.sql("""
                        delete from request_limit
                        where ctid = any(array(
                            select ctid from request_limit
                            where tokens + per_second * abs(extract(epoch from clock_timestamp() - counted_at)) >= burst
                            limit :batch
                            for update skip locked))""").param("batch", BATCH_SIZE).update();
    }

    private static long seconds(double seconds) {
        return (long) Math.ceil(Math.max(seconds, 1));
    }
}
