package io.spotmanager.gateway.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Has checkpoints written while the gateway runs, if there is a key to sign them, and tells how far behind they are: as the
 * metric {@code spot.audit.checkpoint.lag.seconds}, and in the log when the lag begins to be too long and when it ends.
 */
final class CheckpointSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    /** How long the oldest entry without a checkpoint had waited at a time by this process's own running clock. */
    private record Look(Duration lag, long nanos) {}

    private final Optional<FixedDelayTask> pulse;
    private final Duration every;
    private final Duration gap;
    private final Counter lost;
    private volatile Look last = new Look(Duration.ZERO, System.nanoTime());
    private boolean tooLong;

    CheckpointSchedule(Optional<Checkpoints> checkpoints, CheckpointSettings settings, MeterRegistry meters) {
        this.every = settings.every();
        this.gap = settings.gap();
        this.lost = meters.counter("spot.audit.checkpoints.lost");
        this.pulse = checkpoints.map(writer -> new FixedDelayTask("audit-checkpoint", every, () -> write(writer)));
        if (pulse.isPresent()) {
            meters.gauge("spot.audit.checkpoint.lag.seconds", this, CheckpointSchedule::lagSeconds);
        }
    }

    private void write(Checkpoints checkpoints) {
        try {
            checkpoints.write();
            last = new Look(checkpoints.lag(), System.nanoTime());
            checkpoints.gone().ifPresent(n -> {
                lost.increment();
                log.error(
                        "checkpoint {}, which this gateway had seen, is gone or another one now: compare the history with your exports",
                        n);
            });
        } catch (DataAccessException | TransactionException e) {
            log.warn("no checkpoint was written; the next one covers what this one would have: {}", e.getMessage());
        }
        tellWhenItBeginsAndEnds();
    }

    private void tellWhenItBeginsAndEnds() {
        var now = Duration.ofMillis((long) (lagSeconds() * 1_000)).compareTo(gap) > 0;
        if (now && !tooLong) {
            log.error("the oldest entry without a checkpoint has waited longer than {}: see docs/operations.md", gap);
        } else if (tooLong && !now) {
            log.info("checkpoints cover the history again");
        }
        tooLong = now;
    }

    /** Once nothing looks any more, it grows: then nobody knows whether entries wait. */
    private double lagSeconds() {
        var look = last;
        var since = Duration.ofNanos(System.nanoTime() - look.nanos());
        var unseen = look.lag().isZero() ? since.minus(every) : since;
        return look.lag().plus(unseen.isNegative() ? Duration.ZERO : unseen).toMillis() / 1_000.0;
    }

    @Override
    public void start() {
        pulse.ifPresent(FixedDelayTask::start);
    }

    @Override
    public void stop() {
        pulse.ifPresent(FixedDelayTask::stop);
    }

    @Override
    public boolean isRunning() {
        return pulse.filter(FixedDelayTask::isRunning).isPresent();
    }
}
