package io.spotmanager.gateway.webhooks;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
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
                    snapshot.read().sources().forEach(this::write);
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
    private void write(SourceHealth source) {
        if (!source.state().equals(STALE) && !source.state().equals(OK)) {
            return;
        }
        jdbc.sql("""
                insert into webhook_source as w (name, stale, since, trouble) values (:name, :stale, :since, :trouble)
                on conflict (name) do update set stale = excluded.stale, since = excluded.since, trouble = excluded.trouble
                where w.stale <> excluded.stale
                """)
                .param("name", source.name())
                .param("stale", source.state().equals(STALE))
                .param("since", since(source.staleSince()))
                .param("trouble", source.error())
                .update();
    }

    private static @Nullable Object since(@Nullable Instant since) {
        return since == null ? null : WebhookStore.at(since);
    }
}
