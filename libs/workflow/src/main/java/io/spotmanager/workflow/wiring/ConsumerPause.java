package io.spotmanager.workflow.wiring;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;

/**
 * Takes nudges only while this worker may work on them. One that is cut off from the database is never busy: the broker would
 * hand it nearly every nudge, and it would let them go for the sweep to find.
 */
final class ConsumerPause {
    private static final Logger log = LoggerFactory.getLogger(ConsumerPause.class);

    private final BooleanSupplier canClaim;
    private final Lifecycle nudges;
    private boolean shut;

    ConsumerPause(BooleanSupplier canClaim, Lifecycle nudges) {
        this.canClaim = canClaim;
        this.nudges = nudges;
    }

    /** To be called regularly, by one thread. */
    void turn() {
        var open = canClaim.getAsBoolean();
        if (!open && nudges.isRunning()) {
            log.warn("no heartbeat reaches the database: nudges are left to other workers until it does");
            nudges.stop();
            shut = true;
        } else if (open && shut) {
            log.info("the heartbeat reaches the database again: this worker takes nudges");
            nudges.start();
            shut = false;
        }
    }
}
