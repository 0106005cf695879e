package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.workflow.messaging.CloudEvent;
import io.spotmanager.workflow.messaging.Topology;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Publishes to the gateways. An event that cannot be sent is lost; the snapshot itself is in the database. */
record BrokerSnapshotEvents(RabbitTemplate rabbit, Executor threads, InstantSource clock) implements SnapshotEvents {
    private static final Logger log = LoggerFactory.getLogger(BrokerSnapshotEvents.class);

    @Override
    public void written(SnapshotEvent event) {
        threads.execute(() -> send(event));
    }

    private void send(SnapshotEvent event) {
        var attributes = CloudEvent.of(
                SnapshotEvent.TYPE, SnapshotEvent.SOURCE, event.subject(), clock.instant(), SnapshotEvent.SCHEMA);
        try {
            rabbit.send(Topology.EVENTS, SnapshotEvent.ROUTE, attributes.with(event.encode()));
        } catch (AmqpException e) {
            log.debug("an event was dropped: the broker does not answer", e);
        }
    }
}
