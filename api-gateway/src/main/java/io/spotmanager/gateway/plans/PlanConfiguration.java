package io.spotmanager.gateway.plans;

import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** What is done for plans without a request: beginning the next operations. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {
    /** Costs one look at an index that is empty while no plan runs. */
    private static final Duration EVERY = Duration.ofMillis(500);

    @Bean
    @DependsOn("schema")
    FixedDelayTask planRuns(PlanRunner runner) {
        return new FixedDelayTask("plan-runner", EVERY, runner::run);
    }
}
