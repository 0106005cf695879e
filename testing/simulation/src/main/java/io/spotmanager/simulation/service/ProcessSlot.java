package io.spotmanager.simulation.service;

import io.spotmanager.simulation.broker.ModelRabbit;
import io.spotmanager.simulation.database.GuardedDataSource;
import io.spotmanager.simulation.engine.LifeOfProcess;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.outbox.OutboxRelay;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that is started again a second after it was killed, with nothing left in its memory. */
abstract class ProcessSlot {
    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofMillis(50);

    /** What every part has, for one life of the process. */
    record Common(
            LifeOfProcess life,
            GuardedDataSource source,
            JdbcClient jdbc,
            InstantSource clock,
            ConfirmedPublisher publisher,
            OutboxRelay relay) {}

    private final Parts parts;
    private final String name;
    private final int session;
    private int lives;
    private Common common;

    ProcessSlot(Parts parts, String name, int session) {
        this.parts = parts;
        this.name = name;
        this.session = session;
        this.common = born();
    }

    private Common born() {
        var life = new LifeOfProcess(name, this::died);
        var scheduler = parts.scheduler();
        var source = new GuardedDataSource(
                parts.database(),
                session,
                "%s life %d".formatted(name, ++lives),
                scheduler,
                parts.surgery().statements(),
                parts.complaints()::add);
        var jdbc = source.jdbc();
        var clock = scheduler.time().shifted(life::clockOffset);
        var publisher = new ConfirmedPublisher(new ModelRabbit(scheduler, parts.broker()), clock);
        var relay = new OutboxRelay(
                new Outbox(jdbc),
                publisher,
                new SimulatedThreads(scheduler, life, "dispatch"),
                work -> scheduler.later(LINGER, () -> {
                    if (life.isAlive()) {
                        scheduler.start(life, "outbox clean-up", work);
                    }
                }));
        return new Common(life, source, jdbc, clock, publisher, relay);
    }

    private void died() {
        common.source().lose();
        parts.broker().disconnect(common.life());
        parts.scheduler().later(RESTART, this::restart);
    }

    private void restart() {
        common = born();
        parts.scheduler().tell(name, "starts again");
        start();
    }

    /** Builds what the process consists of, and starts its threads. */
    abstract void start();

    final Common common() {
        return common;
    }

    final Parts parts() {
        return parts;
    }

    final String name() {
        return name;
    }

    final boolean isRunning() {
        return common.life().isAlive()
                && !common.life().standsStill(parts.scheduler().time().instant());
    }
}
