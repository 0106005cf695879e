package io.spotmanager.gateway.plans;

import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** What is done for plans without a request: beginning the next operations. */
@Configuration(proxyBeanMethods = false)
class PlanConfiguration {
    /** While a plan runs; the gateway that a plan is committed at begins at once. */
    private static final Duration EVERY = Duration.ofMillis(500);

    @Bean
    @DependsOn("schema")
    PacedTask planRuns(PlanRunner runner) {
        return PacedTask.on(
                WorkSign.when("exists (select from plan where running)"), "plan-runner", EVERY, runner::run);
    }
}
