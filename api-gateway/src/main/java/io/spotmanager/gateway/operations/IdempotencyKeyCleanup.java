package io.spotmanager.gateway.operations;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes old idempotency keys in small batches. */
final class IdempotencyKeyCleanup implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeyCleanup.class);
    private static final int BATCH_SIZE = 1_000;

    private final JdbcClient jdbc;
    private final Duration kept;

    IdempotencyKeyCleanup(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void run() {
        try {
            while (deleteBatch() == BATCH_SIZE) {
                // a full batch: there may be more
            }
        } catch (DataAccessException e) {
            log.warn("cannot delete old idempotency keys, will retry: {}", e.getMessage());
        }
    }

    private int deleteBatch() {
        return jdbc.sql("""
                delete from idempotency_key
                where ctid = any(array(
                    select ctid from idempotency_key
                    where created_at < now() - make_interval(secs => :seconds)
                    order by created_at limit :batch
                    for update skip locked))
                """)
                .param("seconds", kept.toSeconds())
                .param("batch", BATCH_SIZE)
                .update();
    }
}
