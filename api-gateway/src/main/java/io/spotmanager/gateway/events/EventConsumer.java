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

/** Receives events from the broker. Changes within 25 ms share one read of the database. */
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

    /** Never throws: the broker would deliver the message again, and the next poll finds the change anyway. */
    @Override
    public void onMessage(Message message) {
        try {
            if (SnapshotEvent.ROUTE.equals(message.getMessageProperties().getReceivedRoutingKey())) {
                snapshots.told(SnapshotEvent.decode(message.getBody()));
            } else {
                OperationChanges.decode(message.getBody()).forEach(waiting::add);
            }
        } catch (JacksonException e) {
            log.warn("An event could not be decoded; the next poll will find its change ({})", e.getOriginalMessage());
        }
    }

    private void look(List<OperationChanged> changes) {
        try {
            operations.look(changes);
        } catch (DataAccessException | JacksonException e) {
            log.debug("Changed operations could not be read; the next poll will find them", e);
        }
    }
}
