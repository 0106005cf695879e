package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.messaging.BrokerDialect;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of every part ({@code spot.kernel.*}).
 *
 * @param dialect of the broker that {@code spring.rabbitmq.*} points to
 * @param relay interval between two rounds of the outbox relay
 */
@ConfigurationProperties("spot.kernel")
public record KernelSettings(
        @DefaultValue("rabbitmq") BrokerDialect dialect,
        @DefaultValue("100ms") Duration relay) {}
