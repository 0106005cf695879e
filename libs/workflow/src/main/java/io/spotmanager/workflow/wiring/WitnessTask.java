package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.witness.DatabaseWatch;
import io.spotmanager.workflow.witness.MarkKeeper;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what is new and compares the database, regularly, and keeps the rest when everything else has stopped. */
final class WitnessTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WitnessTask.class);

    /** While there is nothing to do. A database that was replaced is reached through new connections, and each of them is looked through. */
    private static final Duration SELDOM = Duration.ofSeconds(15);

    private final DatabaseWatch watch;
    private final MarkKeeper keeper;
    private final JdbcClient jdbc;
    private final SteadyConnection steady;
    private final Pace pace;
    private final FixedDelayTask task;
    private long looked = System.nanoTime() - SELDOM.toNanos();

    WitnessTask(
            DatabaseWatch watch,
            MarkKeeper keeper,
            JdbcClient jdbc,
            SteadyConnection steady,
            Pace pace,
            Duration every) {
        this.watch = watch;
        this.keeper = keeper;
        this.jdbc = jdbc;
        this.steady = steady;
        this.pace = pace;
        this.task = new FixedDelayTask("witness", every, this::once);
    }

    private void once() {
        try {
            look();
        } catch (DataAccessException e) {
            log.debug("The database was not compared: {}", e.getMessage());
        }
        keeper.keep();
    }

    private void look() {
        var now = System.nanoTime();
        if (pace.isQuick()) {
            watch.look(jdbc);
        } else if (now - looked >= SELDOM.toNanos()) {
            watch.look(steady.jdbc());
        } else {
            return;
        }
        looked = now;
    }

    @Override
    public void start() {
        task.start();
    }

    @Override
    public void stop() {
        task.stop();
        keeper.keep();
    }

    @Override
    public boolean isRunning() {
        return task.isRunning();
    }

    /** Stops after everything that commits. */
    @Override
    public int getPhase() {
        return task.getPhase() - 1_000;
    }
}
