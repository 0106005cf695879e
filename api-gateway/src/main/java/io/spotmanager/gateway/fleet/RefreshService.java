package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.RefreshTimes;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import java.util.concurrent.ExecutorService;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.stereotype.Component;

/**
 * Asks for a fresh snapshot. The wish is in the database, where an inventory worker looks every second; the message only makes
 * it look at once.
 */
@Component
class RefreshService {
    private final RefreshTimes times;
    private final ConfirmedPublisher publisher;
    private final ExecutorService threads;

    RefreshService(RefreshTimes times, ConfirmedPublisher publisher, ExecutorService kernelThreads) {
        this.times = times;
        this.publisher = publisher;
        this.threads = kernelThreads;
    }

    /** @return the generation as it is now */
    long ask() {
        var generation = times.want();
        threads.execute(() -> publisher.publish(
                Topology.EVENTS,
                SnapshotEvent.REFRESH_ROUTE,
                MessageBuilder.withBody(new byte[0]).build()));
        return generation;
    }
}
