package io.spotmanager.workflow.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of leases, recovery and retries ({@code spot.execution.*}).
 *
 * @param lease how long after its last heartbeat a worker still counts as alive
 * @param heartbeat interval between heartbeats, at most a third of the lease
 * @param sweep interval between recovery sweeps
 * @param stray how long an operation that is due may be idle before it is dispatched again
 * @param concurrency how many operations one worker executes at once
 * @param attempts how often a step is attempted before it counts as exhausted
 */
@ConfigurationProperties("spot.execution")
public record ExecutionSettings(
        @DefaultValue("3s") Duration lease,
        @DefaultValue("400ms") Duration heartbeat,
        @DefaultValue("250ms") Duration sweep,
        @DefaultValue("4s") Duration stray,
        @DefaultValue("64") int concurrency,
        @DefaultValue("10") int attempts,
        @DefaultValue BackoffSettings backoff) {
    /** @throws IllegalArgumentException naming the setting that cannot work */
    public ExecutionSettings {
        if (attempts < 1 || concurrency < 1) {
            throw new IllegalArgumentException(
                    "spot.execution.attempts is %d and spot.execution.concurrency is %d: both must be at least 1."
                            .formatted(attempts, concurrency));
        }
        if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "spot.execution.heartbeat is %s, which leaves less than three heartbeats in spot.execution.lease (%s): one late heartbeat could cost a live worker its leases. Lower the heartbeat or raise the lease."
                            .formatted(heartbeat, lease));
        }
    }

    /**
     * The delay before a step is attempted again. It doubles from the first to the longest and is jittered.
     *
     * @param first delay before the second attempt
     * @param longest upper limit
     */
    public record BackoffSettings(
            @DefaultValue("200ms") Duration first,
            @DefaultValue("15s") Duration longest) {}
}
