package io.spotmanager.gateway.webhooks;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.gateway.fixture.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A gateway on the database of the tests, as far as it sends, with a clock that the test sets. */
final class Sender {
    private final DeliveryStore deliveries;
    private final WebhookLanes lanes;
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;
    private volatile int killedAtLook = Integer.MAX_VALUE;

    Sender(Gateway gateway) {
        var webhooks = gateway.part("webhookStore", WebhookStore.class);
        deliveries = gateway.part("deliveryStore", DeliveryStore.class);
        var settings = new WebhookSettings(
                true,
                List.of("127.0.0.0/8"),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofHours(24),
                Duration.ofDays(14));
        InstantSource clock = this::now;
        var sending = new Sending(
                webhooks,
                deliveries,
                gateway.part("eventBodies", EventBodies.class),
                gateway.part("webhookReceivers", ReceiverClient.class),
                new DeliveryDecision(settings, new SplittableRandom(1)),
                gateway.part("webhookRecord", WebhookRecord.class),
                new TransactionTemplate(new DataSourceTransactionManager(gateway.owner())),
                clock,
                new SimpleMeterRegistry(),
                settings);
        lanes = new WebhookLanes(webhooks, deliveries, sending, gateway.part("webhookRights", WebhookRights.class));
    }

    private Instant now() {
        if (looks.incrementAndGet() >= killedAtLook) {
            throw new IllegalStateException("this gateway was killed");
        }
        return deliveries.now().plus(ahead);
    }

    /** Its clock is that much ahead. */
    Sender later(Duration later) {
        ahead = later;
        return this;
    }

    /** Dies when it would record what came of the first thing that it sends: it looks at the clock to find what is due, to claim, to send, to record. */
    Sender killedBeforeTheRecord() {
        killedAtLook = looks.get() + 4;
        return this;
    }

    /** Looks once, and returns at once. */
    Sender begins() {
        lanes.run();
        return this;
    }

    boolean isQuiet() {
        return lanes.isQuiet();
    }

    /** Looks once, and sends until nothing is due. */
    Sender runs() {
        begins();
        await().pollInterval(Duration.ofMillis(5)).until(lanes::isQuiet);
        return this;
    }
}
