package io.spotmanager.gateway.webhooks;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down which sources are stale, by the status that boards show; a trigger tells webhooks what has changed. Every gateway looks, one at a time, and
 * reads after it has the lock, so that an older look never comes after a newer one.
 */
@Component
class SourceWatch {
    private static final Logger log = LoggerFactory.getLogger(SourceWatch.class);
    private static final String STALE = "STALE";
    private static final String OK = "OK";

    private final JdbcClient jdbc;
    private final SnapshotStatusRepository snapshot;
    private final TransactionTemplate transactions;

    SourceWatch(JdbcClient jdbc, SnapshotStatusRepository snapshot, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.transactions = new TransactionTemplate(transactions);
    }

    void run() {
        try {
            transactions.executeWithoutResult(status -> {
                if (takeTurn()) {
                    write(snapshot.read().sources().stream()
                            .filter(SourceWatch::isJudged)
                            .toList());
                }
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn("cannot look whether sources are stale, will retry: {}", e.getMessage());
        }
    }

    private boolean takeTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('webhook sources', 0))")
                .query(Boolean.class)
                .single();
    }

    /** One that is off or was never read is neither stale nor fresh. */
    private static boolean isJudged(SourceHealth source) {
        return source.state().equals(STALE) || source.state().equals(OK);
    }

    /** Locks and writes nothing while all are as they were: this runs for years. */
    private void write(List<SourceHealth> sources) {
        jdbc.sql("""
                insert into webhook_source as w (name, stale, since, trouble)
                select seen.name, seen.stale, seen.since, seen.trouble
                from unnest(:names::text[], :stale::boolean[], :since::timestamptz[], :troubles::text[])
                    as seen (name, stale, since, trouble)
                where not exists (select from webhook_source known where known.name = seen.name and known.stale = seen.stale)
                on conflict (name) do update set stale = excluded.stale, since = excluded.since, trouble = excluded.trouble
                where w.stale <> excluded.stale
                """)
                .param("names", column(sources, SourceHealth::name))
                .param("stale", column(sources, source -> source.state().equals(STALE)))
                .param("since", column(sources, SourceHealth::staleSince))
                .param("troubles", column(sources, SourceHealth::error))
                .update();
    }

    private static @Nullable String[] column(
            List<SourceHealth> sources, Function<SourceHealth, @Nullable Object> field) {
        return sources.stream()
                .map(field)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
