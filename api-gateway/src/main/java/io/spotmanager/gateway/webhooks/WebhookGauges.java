package io.spotmanager.gateway.webhooks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far deliveries are behind, as metrics, read at their own beat. */
final class WebhookGauges {
    private static final Logger log = LoggerFactory.getLogger(WebhookGauges.class);

    private record Read(long waiting, double oldestSeconds, long failing, long disabled, long resting) {}

    private final JdbcClient jdbc;
    private volatile Read read = new Read(0, 0, 0, 0, 0);

    WebhookGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("spot.webhooks.waiting", this, gauges -> gauges.read.waiting())
                .description("deliveries that are not taken yet")
                .register(meters);
        Gauge.builder("spot.webhooks.waiting.age", this, gauges -> gauges.read.oldestSeconds())
                .description("since the oldest of them was written")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("spot.webhooks.failing", this, gauges -> gauges.read.failing())
                .description("enabled webhooks whose latest attempt failed")
                .register(meters);
        Gauge.builder("spot.webhooks.disabled", this, gauges -> gauges.read.disabled())
                .description("webhooks that were disabled because they failed")
                .register(meters);
        Gauge.builder("spot.webhooks.resting", this, gauges -> gauges.read.resting())
                .description("enabled webhooks that send nothing for now")
                .register(meters);
    }

    void run() {
        try {
            read = jdbc.sql("""
                    select coalesce(sum(waiting), 0) as waiting,
                           coalesce(extract(epoch from clock_timestamp() - min(oldest)), 0) as oldest,
                           count(*) filter (where enabled and failing_since is not null) as failing,
                           count(*) filter (where disabled_why is not null) as disabled,
                           count(*) filter (where enabled and resting is not null) as resting
                    from webhook w left join lateral (
                        select count(*) as waiting, min(created_at) as oldest from webhook_delivery d
                        where d.webhook_id = w.id and d.state = 'WAITING') of_it on true
                    """)
                    .query((row, number) -> new Read(
                            row.getLong("waiting"),
                            row.getDouble("oldest"),
                            row.getLong("failing"),
                            row.getLong("disabled"),
                            row.getLong("resting")))
                    .single();
        } catch (DataAccessException e) {
            log.debug("cannot read how far webhooks are: {}", e.getMessage());
        }
    }
}
