package io.spotmanager.gateway.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes checkpoints while the gateway runs, if there is a signing key. Publishes the lag as the metric
 * {@code spot.audit.checkpoint.lag.seconds} and logs when it exceeds the limit and when it recovers.
 */
final class CheckpointSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    /** Age of the oldest entry without a checkpoint, at a time of {@link System#nanoTime}. */
    private record LagReading(Duration lag, long nanos) {}

    private final Optional<FixedDelayTask> task;
    private final Duration every;
    private final Duration gap;
    private final Counter lost;
    private volatile LagReading last = new LagReading(Duration.ZERO, System.nanoTime());
    private boolean tooLong;

    /** @param checkpoints of each ledger; empty without a signing key */
    CheckpointSchedule(List<Checkpoints> checkpoints, CheckpointSettings settings, MeterRegistry meters) {
        this.every = settings.every();
        this.gap = settings.gap();
        this.lost = meters.counter("spot.audit.checkpoints.lost");
        this.task = checkpoints.isEmpty()
                ? Optional.empty()
                : Optional.of(new FixedDelayTask("audit-checkpoint", every, () -> write(checkpoints)));
        if (task.isPresent()) {
            meters.gauge("spot.audit.checkpoint.lag.seconds", this, CheckpointSchedule::lagSeconds);
        }
    }

    private void write(List<Checkpoints> ledgers) {
        try {
            var lag = Duration.ZERO;
            for (var checkpoints : ledgers) {
                checkpoints.write();
                var own = checkpoints.lag();
                lag = own.compareTo(lag) > 0 ? own : lag;
                checkpoints.gone().ifPresent(n -> {
                    lost.increment();
                    log.error(
                            "checkpoint {} of {} was deleted or replaced after this gateway had read it: compare with your exports",
                            n,
                            checkpoints.ledger().entries());
                });
            }
            last = new LagReading(lag, System.nanoTime());
        } catch (DataAccessException | TransactionException e) {
            log.warn("cannot write a checkpoint; the next one covers the same entries: {}", e.getMessage());
        }
        logLagChange();
    }

    private void logLagChange() {
        var now = Duration.ofMillis((long) (lagSeconds() * 1_000)).compareTo(gap) > 0;
        if (now && !tooLong) {
            log.error("the oldest entry without a checkpoint is older than {}: see docs/operations.md", gap);
        } else if (tooLong && !now) {
            log.info("checkpoints cover the history again");
        }
        tooLong = now;
    }

    /** Grows while no read succeeds, because entries may be waiting then. */
    private double lagSeconds() {
        var reading = last;
        var since = Duration.ofNanos(System.nanoTime() - reading.nanos());
        var unseen = reading.lag().isZero() ? since.minus(every) : since;
        return reading.lag().plus(unseen.isNegative() ? Duration.ZERO : unseen).toMillis() / 1_000.0;
    }

    @Override
    public void start() {
        task.ifPresent(FixedDelayTask::start);
    }

    @Override
    public void stop() {
        task.ifPresent(FixedDelayTask::stop);
    }

    @Override
    public boolean isRunning() {
        return task.filter(FixedDelayTask::isRunning).isPresent();
    }
}
