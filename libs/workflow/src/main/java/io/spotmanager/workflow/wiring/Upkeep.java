package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.RecoverySweeper;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.outbox.OutboxRelay;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay and the sweep, which cost one look at an empty index while nothing waits and nothing is open. */
final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private Upkeep() {}

    /** A row in the outbox keeps the pace quick, so that it is published when it is due. */
    static Runnable relay(Outbox outbox, OutboxRelay relay, Pace pace) {
        return whileThereIsWork(outbox::isAnythingLeft, relay::relay, pace);
    }

    /**
     * An open operation keeps the pace quick, whoever executes it: its worker may die.
     *
     * @param wholeEvery of so many idle rounds one is complete, which removes the rows of dead workers that held nothing
     */
    static Runnable sweep(JdbcClient jdbc, RecoverySweeper sweeper, Pace pace, int wholeEvery) {
        var rounds = new int[] {0};
        var open = whileThereIsWork(
                () -> jdbc.sql("select exists (select from operation where open)")
                        .query(Boolean.class)
                        .single(),
                sweeper::sweep,
                pace);
        return () -> {
            rounds[0]++;
            if (rounds[0] % wholeEvery == 0) {
                sweeper.sweep();
            } else {
                open.run();
            }
        };
    }

    private static Runnable whileThereIsWork(BooleanSupplier isThereAny, Runnable work, Pace pace) {
        return () -> {
            if (!pace.isQuick()) {
                try {
                    if (!isThereAny.getAsBoolean()) {
                        return;
                    }
                    pace.beat();
                } catch (DataAccessException e) {
                    log.debug("Whether there is work cannot be read; the work itself tells of it", e);
                }
            }
            work.run();
        };
    }
}
