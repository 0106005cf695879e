package io.spotmanager.workflow.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Publishes the backlog as metrics, and logs when the number of unserved operations rises above zero and returns to it. While the
 * database cannot be read, the last values stay, and their age tells so.
 */
public final class BacklogGauges {
    private static final Logger log = LoggerFactory.getLogger(BacklogGauges.class);

    private final BacklogRepository repository;
    private final LongSupplier nanoTime;
    private final AtomicLong unserved = new AtomicLong();
    private final AtomicLong readAt;
    private final MultiGauge open;
    private final MultiGauge forPerson;
    private final MultiGauge dueAge;
    private final MultiGauge commands;
    private final MultiGauge outboxAge;

    public BacklogGauges(BacklogRepository repository, MeterRegistry meters) {
        this(repository, meters, System::nanoTime);
    }

    BacklogGauges(BacklogRepository repository, MeterRegistry meters, LongSupplier nanoTime) {
        this.repository = repository;
        this.nanoTime = nanoTime;
        this.readAt = new AtomicLong(nanoTime.getAsLong());
        Gauge.builder("spot.operations.unserved", unserved, AtomicLong::doubleValue)
                .description("open operations whose kind and state no live worker knows")
                .register(meters);
        TimeGauge.builder(
                        "spot.backlog.age", readAt, TimeUnit.NANOSECONDS, at -> nanoTime.getAsLong() - at.doubleValue())
                .description("since the metrics of open operations and the outbox were read")
                .register(meters);
        this.open = gauge(meters, "spot.operations.open", "open operations", null);
        this.forPerson =
                gauge(meters, "spot.operations.waiting.for.person", "open operations that wait for a person", null);
        this.dueAge = gauge(
                meters,
                "spot.operations.due.age",
                "since the oldest operation became due that no worker has a lease on and no freeze holds back",
                "seconds");
        this.commands = gauge(meters, "spot.outbox.commands", "commands that the broker has not confirmed", null);
        this.outboxAge = gauge(
                meters,
                "spot.outbox.age",
                "since the oldest operation became due whose command the broker has not confirmed",
                "seconds");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description, @Nullable String unit) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(meters);
    }

    /** Reads the backlog and updates the metrics. Never throws. */
    public void update() {
        try {
            var now = repository.read();
            readAt.set(nanoTime.getAsLong());
            open.register(
                    now.states().stream()
                            .map(each ->
                                    MultiGauge.Row.of(Tags.of("kind", each.kind(), "state", each.state()), each.open()))
                            .toList(),
                    true);
            show(forPerson, now, Backlog.OfKind::forPerson);
            show(dueAge, now, Backlog.OfKind::dueAge);
            show(commands, now, Backlog.OfKind::commands);
            show(outboxAge, now, Backlog.OfKind::outboxAge);
            tell(unserved.getAndSet(now.unserved()), now.unserved());
        } catch (DataAccessException e) {
            log.debug("The backlog could not be read: {}", e.getMessage());
        }
    }

    private static void show(MultiGauge gauge, Backlog backlog, ToDoubleFunction<Backlog.OfKind> value) {
        gauge.register(
                backlog.kinds().stream()
                        .map(each -> MultiGauge.Row.of(Tags.of("kind", each.kind()), value.applyAsDouble(each)))
                        .toList(),
                true);
    }

    private static void tell(long before, long now) {
        if (before == 0 && now > 0) {
            log.warn("{} open operations wait: no live worker knows their kind and state", now);
        } else if (before > 0 && now == 0) {
            log.info("A live worker knows the state of every open operation again");
        }
    }
}
