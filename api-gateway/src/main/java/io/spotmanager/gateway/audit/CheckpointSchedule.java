package io.spotmanager.gateway.audit;

import io.spotmanager.workflow.audit.Checkpoints;
import io.spotmanager.workflow.wiring.Pulse;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Has checkpoints written while the gateway runs, if there is a key to sign them. */
final class CheckpointSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    private final Optional<Pulse> pulse;

    CheckpointSchedule(Optional<Checkpoints> checkpoints, Duration every) {
        this.pulse = checkpoints.map(writer -> new Pulse("audit-checkpoint", every, () -> write(writer)));
    }

    private static void write(Checkpoints checkpoints) {
        try {
            checkpoints.write();
        } catch (DataAccessException | TransactionException e) {
            log.warn("no checkpoint was written; the next one covers what this one would have: {}", e.getMessage());
        }
    }

    @Override
    public void start() {
        pulse.ifPresent(Pulse::start);
    }

    @Override
    public void stop() {
        pulse.ifPresent(Pulse::stop);
    }

    @Override
    public boolean isRunning() {
        return pulse.filter(Pulse::isRunning).isPresent();
    }
}
