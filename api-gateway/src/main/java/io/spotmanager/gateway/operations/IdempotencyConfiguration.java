package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention of idempotency keys. Every gateway deletes old keys; none waits for another. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {
    /**
     * @param kept retention; a request that is repeated later is a new one
     * @param prune interval of the cleanup
     */
    @ConfigurationProperties("spot.idempotency")
    record IdempotencySettings(
            @DefaultValue("7d") Duration kept,
            @DefaultValue("10m") Duration prune) {}

    @Bean
    @DependsOn("schema")
    FixedDelayTask idempotencyPrune(JdbcClient jdbc, IdempotencySettings settings) {
        return new FixedDelayTask(
                "idempotency-prune", settings.prune(), new IdempotencyKeyCleanup(jdbc, settings.kept()));
    }
}
