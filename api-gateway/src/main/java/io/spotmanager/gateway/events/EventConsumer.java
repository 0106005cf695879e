package io.spotmanager.gateway.events;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.workflow.batch.Batcher;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationChanges;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/** Takes what the broker brings. Changes of the same few milliseconds share a look at the database. */
final class EventConsumer implements MessageListener {
    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration LINGER = Duration.ofMillis(25);
    private static final int MOST_IN_A_LOOK = 10_000;

    private final OperationChangeFeed operations;
    private final SnapshotChangeFeed snapshots;
    private final Batcher<OperationChanged> waiting;

    EventConsumer(OperationChangeFeed operations, SnapshotChangeFeed snapshots, Executor threads) {
        this.operations = operations;
        this.snapshots = snapshots;
        this.waiting = new Batcher<>(LINGER, MOST_IN_A_LOOK, threads, this::look);
    }

    /** Never throws: the broker would bring the message again, and a poll finds the change anyway. */
    @Override
    public void onMessage(Message message) {
        try {
            if (SnapshotEvent.ROUTE.equals(message.getMessageProperties().getReceivedRoutingKey())) {
                snapshots.told(SnapshotEvent.decode(message.getBody()));
            } else {
                OperationChanges.decode(message.getBody()).forEach(waiting::add);
            }
        } catch (JacksonException e) {
            log.warn("an event cannot be read; what it told is found by the next poll ({})", e.getOriginalMessage());
        }
    }

    private void look(List<OperationChanged> changes) {
        try {
            operations.look(changes);
        } catch (DataAccessException | JacksonException e) {
            log.debug("what has changed cannot be read; the next poll finds it", e);
        }
    }
}
