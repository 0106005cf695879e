package io.spotmanager.workflow.wiring;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;

/**
 * Takes commands only while this worker may work on them. One that is cut off from the database is never busy: the broker would
 * hand it nearly every command, and it would let them go for the sweep to find.
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

    /** To be called regularly, by one thread. */
    void turn() {
        var open = canClaim.getAsBoolean();
        if (!open && commands.isRunning()) {
            log.warn("no heartbeat reaches the database: commands are left to other workers until it does");
            commands.stop();
            shut = true;
        } else if (open && shut) {
            log.info("the heartbeat reaches the database again: this worker takes commands");
            commands.start();
            shut = false;
        }
    }
}
