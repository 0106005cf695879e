package io.spotmanager.workflow.machine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the state machines of a worker ({@code spot.kernel.state-machine.*}).
 *
 * @param enabled false to leave spring-statemachine out; the transition table alone then says what the next state is
 * @param poolSize how many of the library's machines are kept for each workflow; null for four per processor
 * @param maxWait how long a transition waits for a machine of the pool before it builds one of its own
 */
@ConfigurationProperties("spot.kernel.state-machine")
public record StateMachineSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable Integer poolSize,
        @DefaultValue("10ms") Duration maxWait) {
    public static final StateMachineSettings DEFAULT = new StateMachineSettings(true, null, Duration.ofMillis(10));

    private static final int PER_PROCESSOR = 4;

    /** @throws IllegalArgumentException naming the setting that cannot work */
    public StateMachineSettings {
        if (poolSize != null && poolSize < 1) {
            throw new IllegalArgumentException(
                    "spot.kernel.state-machine.pool-size is %d: it must be at least 1. To leave the library out, set spot.kernel.state-machine.enabled to false."
                            .formatted(poolSize));
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException(
                    "spot.kernel.state-machine.max-wait is %s: it must not be negative.".formatted(maxWait));
        }
    }

    int size() {
        return poolSize == null ? PER_PROCESSOR * Runtime.getRuntime().availableProcessors() : poolSize;
    }
}
