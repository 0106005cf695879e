package io.spotmanager.gateway.operations;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets idempotency keys that nobody repeats any more, in portions that hold up nothing. */
final class IdempotencyKeyCleanup implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeyCleanup.class);
    private static final int PORTION = 1_000;

    private final JdbcClient jdbc;
    private final Duration kept;

    IdempotencyKeyCleanup(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void run() {
        try {
            while (forgetSome() == PORTION) {
                // There are more.
            }
        } catch (DataAccessException e) {
            log.warn("old idempotency keys are kept until the next try: {}", e.getMessage());
        }
    }

    private int forgetSome() {
        return jdbc.sql("""
                delete from idempotency_key
                where ctid = any(array(
                    select ctid from idempotency_key
                    where created_at < now() - make_interval(secs => :seconds)
                    order by created_at limit :portion
                    for update skip locked))
                """)
                .param("seconds", kept.toSeconds())
                .param("portion", PORTION)
                .update();
    }
}
