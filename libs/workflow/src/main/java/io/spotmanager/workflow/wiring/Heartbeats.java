package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.execution.SharedHeartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The heartbeats of a worker process. While there is work each workflow sends its own, and nothing else is in the statement: a lock on a table
 * in which work is looked for must not cost anybody a lease. While there is none, one statement is the heartbeat of all and looks for work.
 */
final class Heartbeats {
    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final WorkflowHost host;
    private final SharedHeartbeat shared;
    private final WorkWatch watch;
    private final Pace pace;

    Heartbeats(WorkflowHost host, SharedHeartbeat shared, WorkWatch watch, Pace pace) {
        this.host = host;
        this.shared = shared;
        this.watch = watch;
        this.pace = pace;
    }

    /** Must be called regularly, by one thread. Never throws. */
    void send() {
        if (pace.isQuick()) {
            host.heartbeat();
            return;
        }
        try {
            var before = System.nanoTime();
            watch.saw(shared.send(watch.columns(), WorkWatch::signs), before);
        } catch (DataAccessException e) {
            log.debug("The heartbeat of all workflows failed, so each sends its own", e);
            host.heartbeat();
            watch.wakeAll();
        }
    }
}
