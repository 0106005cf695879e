package io.spotmanager.workflow.management;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Closes what a worker tells over HTTP, but for its health, to requests without its token. For parts that have no log-in of their own. */
@Configuration(proxyBeanMethods = false)
@Import(WorkerHealthController.class)
public class MetricsTokenConfiguration {
    @Bean
    MetricsToken metricsToken(
            @Value("${spot.metrics.token:}") String token, @Value("${spot.metrics.token-file:}") String file) {
        return MetricsToken.of(token, file);
    }
}
