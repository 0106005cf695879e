package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationChanges;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import tools.jackson.core.JacksonException;

/** Receives changes of operations, and requests for a fresh snapshot. */
final class OperationEventListener implements MessageListener {
    private static final Logger log = LoggerFactory.getLogger(OperationEventListener.class);
    private static final int ACCEPTED = 1;

    private final Runnable refresh;
    private final ChangedHosts hosts;
    private final Executor threads;

    OperationEventListener(Runnable refresh, ChangedHosts hosts, Executor threads) {
        this.refresh = refresh;
        this.hosts = hosts;
        this.threads = threads;
    }

    @Override
    public void onMessage(Message message) {
        if (SnapshotEvent.REFRESH_ROUTE.equals(message.getMessageProperties().getReceivedRoutingKey())) {
            threads.execute(refresh);
            return;
        }
        try {
            OperationChanges.decode(message.getBody()).forEach(this::heard);
        } catch (JacksonException e) {
            log.warn("an event could not be decoded; the next full read includes its host: {}", e.getOriginalMessage());
        }
    }

    private void heard(OperationChanged change) {
        if (!change.open()) {
            hosts.arrived(change.subject());
        } else if (change.seq() > ACCEPTED) {
            hosts.onTheWay(change.subject());
        }
    }
}
