package io.spotmanager.gateway.security.limit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Token buckets in PostgreSQL, a row each, shared by all gateways, on the database's clock. A row is locked for one short statement, so
 * nothing here may run inside a transaction. Throws {@link org.springframework.dao.DataAccessException} if the database is away. While
 * another session has locked a row or the table, each gateway counts for itself.
 */
@Component
class SharedLimits {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int BATCH_SIZE = 1_000;

    private final JdbcClient database;
    private final LongSupplier nanoTime;
    private final LocalLimits local;
    private final LockedLimits locked;
    private final RecentRefusals refused;

    @Autowired
    SharedLimits(JdbcClient database) {
        this(database, REMEMBERED, System::nanoTime);
    }

    SharedLimits(JdbcClient database, Duration remembered, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.local = new LocalLimits(nanoTime);
        this.locked = new LockedLimits(nanoTime);
        this.refused = new RecentRefusals(remembered);
    }

    /**
     * Takes one token of each, or none at all.
     *
     * @return 0 if they were taken; otherwise the whole seconds until they are there
     */
    long take(List<Allowance> allowances) {
        var now = nanoTime.getAsLong();
        var left = refused.left(allowances, now);
        var missing = left > 0 ? left : locked.unlessLocked(() -> take(allowances, now), () -> local.take(allowances));
        return missing > 0 ? (long) Math.ceil(Math.max(missing, 1)) : 0;
    }

    private double take(List<Allowance> allowances, long now) {
        var answer = ask(allowances);
        if (answer.seconds() <= 0) {
            return 0;
        }
        if (answer.taken()) {
            giveBack(allowances);
        }
        refused.remember(answer.name(), answer.seconds(), now);
        return answer.seconds();
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

    /** Gives one token of each back. */
    void giveBack(List<Allowance> allowances) {
        locked.unlessLocked(() -> giveBackShared(allowances), () -> {
            local.giveBack(allowances);
            return 0;
        });
    }

    private int giveBackShared(List<Allowance> allowances) {
        return database.sql("""
                        with patience as materialized (select set_config('lock_timeout', '500ms', true)),
                        held as materialized (
                            select l.name from patience, request_limit l where l.name = any (:names::text[])
                            order by l.name for update of l)
                        update request_limit set tokens = least(burst, tokens + 1)
                        where name in (select name from held)""")
                .param("names", allowances.stream().map(Allowance::name).toArray(String[]::new))
                .update();
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
}
