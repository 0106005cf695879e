package io.spotmanager.gateway.security.limit;

import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;

/** Every gateway deletes what no limit needs any more; none waits for another. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
    private static final Logger log = LoggerFactory.getLogger(LimitConfiguration.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    @Bean
    @DependsOn("schema")
    FixedDelayTask limitPrune(SharedLimits limits, KnownPlaces places) {
        return new FixedDelayTask("limit-prune", EVERY, () -> {
            try {
                limits.prune();
                places.prune();
            } catch (DataAccessException e) {
                log.warn("cannot delete old limits, will retry: {}", e.getMessage());
            }
        });
    }
}
