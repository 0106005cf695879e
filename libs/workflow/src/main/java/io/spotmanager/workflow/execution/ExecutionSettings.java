package io.spotmanager.workflow.execution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a worker holds and repeats.
 *
 * @param lease how long a worker that stopped beating is still believed alive
 * @param heartbeat between two heartbeats; at most a third of the lease
 * @param sweep between two looks for dead workers and forgotten operations
 * @param stray how long an open, due operation may lie still before it is dispatched again
 * @param concurrency operations one worker executes at once
 * @param attempts tries of a step before it counts as exhausted
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
                    "spot.execution.attempts is %d and spot.execution.concurrency %d: below 1 nothing would ever run."
                            .formatted(attempts, concurrency));
        }
        if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "spot.execution.beat is %s, which leaves less than three beats in spot.execution.lease (%s): a single late beat would cost a live worker its work. Lower the beat or raise the lease."
                            .formatted(heartbeat, lease));
        }
    }

    /**
     * The wait before a step is tried again: doubles from the first to the longest, each time with a random part.
     *
     * @param first before the second try
     * @param longest never more than this
     */
    public record BackoffSettings(
            @DefaultValue("200ms") Duration first,
            @DefaultValue("15s") Duration longest) {}
}
