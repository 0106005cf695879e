package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.messaging.BrokerDialect;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What parts with and without a worker share.
 *
 * @param dialect of the broker that {@code spring.rabbitmq.*} points to
 * @param relay between two looks into the outbox
 */
@ConfigurationProperties("spot.kernel")
public record KernelSettings(
        @DefaultValue("rabbitmq") BrokerDialect dialect,
        @DefaultValue("100ms") Duration relay) {}
