package io.spotmanager.workflow.wiring;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;

/**
 * Stops consuming commands while this worker cannot claim operations. A worker without a database is never busy: the broker would
 * deliver nearly every command to it, and each would be lost until the recovery sweep.
 */
final class ConsumerPause {
    private static final Logger log = LoggerFactory.getLogger(ConsumerPause.class);

    private final BooleanSupplier canClaim;
    private final Lifecycle commands;
    private boolean shut;

    ConsumerPause(BooleanSupplier canClaim, Lifecycle commands) {
        this.canClaim = canClaim;
        this.commands = commands;
    }

    /** Starts or stops the consumer as needed. Must be called regularly, by one thread. */
    void turn() {
        var open = canClaim.getAsBoolean();
        if (!open && commands.isRunning()) {
            log.warn("No heartbeat reaches the database; this worker stops consuming commands until it does");
            commands.stop();
            shut = true;
        } else if (open && shut) {
            log.info("The heartbeat reaches the database again; this worker consumes commands");
            commands.start();
            shut = false;
        }
    }
}
