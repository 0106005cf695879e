package io.spotmanager.gateway.events;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Looks at the database now and then, so that nothing depends on the broker but speed. */
final class EventPoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventPoll.class);

    private final OperationTail operations;
    private final SnapshotTail snapshots;
    private boolean away;

    EventPoll(OperationTail operations, SnapshotTail snapshots) {
        this.operations = operations;
        this.snapshots = snapshots;
    }

    @Override
    public void run() {
        try {
            operations.poll();
            snapshots.poll();
            away = false;
        } catch (DataAccessException e) {
            if (!away) {
                log.warn("listeners hear nothing until the database answers again: {}", e.getMessage());
            }
            away = true;
        }
    }
}
