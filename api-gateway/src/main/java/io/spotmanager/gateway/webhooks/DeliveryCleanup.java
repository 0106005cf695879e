package io.spotmanager.gateway.webhooks;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes old deliveries and events in small batches. Every gateway does; none waits for another. */
final class DeliveryCleanup {
    private static final Logger log = LoggerFactory.getLogger(DeliveryCleanup.class);
    private static final int BATCH_SIZE = 1_000;

    private static final String DELIVERIES = """
            delete from webhook_delivery where ctid = any (array(
                select ctid from webhook_delivery where created_at < now() - make_interval(secs => :seconds)
                order by created_at limit :batch for update skip locked))
            """;

    /** One that a person sends again has a younger delivery. */
    private static final String EVENTS = """
            delete from webhook_event where ctid = any (array(
                select ctid from webhook_event e
                where at < now() - make_interval(secs => :seconds)
                  and not exists (select from webhook_delivery d where d.event_id = e.id)
                order by at limit :batch for update skip locked))
            """;

    private final JdbcClient jdbc;
    private final Duration kept;

    DeliveryCleanup(JdbcClient jdbc, Duration kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    void run() {
        try {
            while (delete(DELIVERIES) + delete(EVENTS) >= BATCH_SIZE) {
                // a full batch: there may be more
            }
        } catch (DataAccessException e) {
            log.warn("cannot delete old deliveries of webhooks, will retry: {}", e.getMessage());
        }
    }

    private int delete(String sql) {
        return jdbc.sql(sql)
                .param("seconds", kept.toSeconds())
                .param("batch", BATCH_SIZE)
                .update();
    }
}
