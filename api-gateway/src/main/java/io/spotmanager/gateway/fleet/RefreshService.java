package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.RefreshTimes;
import io.spotmanager.workflow.messaging.CloudEvent;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.messaging.Topology;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.springframework.stereotype.Component;

/**
 * Requests a refresh of the snapshot. The request is stored in the database, which the inventory worker polls every second; the
 * message only wakes it up.
 */
@Component
class RefreshService {
    private final RefreshTimes times;
    private final ConfirmedPublisher publisher;
    private final ExecutorService threads;
    private final InstantSource clock;

    RefreshService(
            RefreshTimes times, ConfirmedPublisher publisher, ExecutorService kernelThreads, InstantSource clock) {
        this.times = times;
        this.publisher = publisher;
        this.threads = kernelThreads;
        this.clock = clock;
    }

    /** Stores the request. Does not wait for the refresh. Returns the current generation. */
    long request() {
        var generation = times.want();
        threads.execute(() -> publisher.publish(
                Topology.EVENTS,
                SnapshotEvent.REFRESH_ROUTE,
                CloudEvent.withoutData(SnapshotEvent.REFRESH_TYPE, SnapshotEvent.SOURCE, clock.instant())
                        .with(new byte[0])));
        return generation;
    }
}
