package io.spotmanager.gateway.events;

import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationChanges;
import io.spotmanager.workflow.operation.KernelJson;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/** Takes what the broker brings. Changes of the same few milliseconds share a look at the database. */
final class EventIntake implements MessageListener {
    /** The routing key of what the inventory worker says. */
    static final String SNAPSHOT = "snapshot";

    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);
    private static final int LINGER_MS = 25;
    private static final int MOST_WAITING = 10_000;

    private final OperationTail operations;
    private final SnapshotTail snapshots;
    private final Executor later;
    private final BlockingQueue<OperationChanged> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    EventIntake(OperationTail operations, SnapshotTail snapshots, Executor threads) {
        this.operations = operations;
        this.snapshots = snapshots;
        this.later = CompletableFuture.delayedExecutor(LINGER_MS, TimeUnit.MILLISECONDS, threads);
    }

    /** Never throws: the broker would bring the message again, and a poll finds the change anyway. */
    @Override
    public void onMessage(Message message) {
        try {
            if (SNAPSHOT.equals(message.getMessageProperties().getReceivedRoutingKey())) {
                snapshots.told(KernelJson.MAPPER.readValue(message.getBody(), SnapshotNews.class));
            } else {
                OperationChanges.decode(message.getBody()).forEach(this::changed);
            }
        } catch (JacksonException e) {
            log.warn("an event cannot be read; what it told is found by the next poll ({})", e.getOriginalMessage());
        }
    }

    private void changed(OperationChanged change) {
        if (waiting.offer(change) && scheduled.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        scheduled.set(false); // before the queue is read: who offers after that schedules anew
        var changes = new ArrayList<OperationChanged>();
        waiting.drainTo(changes);
        try {
            operations.look(changes);
        } catch (DataAccessException | JacksonException e) {
            log.debug("what has changed cannot be read; the next poll finds it", e);
        }
    }
}
