package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.messaging.Topology;
import io.spotmanager.workflow.messaging.Topology.QueueArguments;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of every part ({@code spot.kernel.*}).
 *
 * @param queues the arguments of the queues, for a broker other than RabbitMQ; null for quorum queues
 * @param relay interval between two rounds of the outbox relay
 */
@ConfigurationProperties("spot.kernel")
public record KernelSettings(
        @Nullable QueueArguments queues,
        @DefaultValue("100ms") Duration relay) {
    Topology topology() {
        return new Topology(Objects.requireNonNullElse(queues, QueueArguments.QUORUM));
    }
}
