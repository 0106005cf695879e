package io.spotmanager.gateway.policies;

import io.spotmanager.workflow.wiring.FixedDelayTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** What is done for policies without a request. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {
    /** Costs one look at a table of a few rows. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    @Bean
    @DependsOn("schema")
    FixedDelayTask policyLookBeat(PolicyLooks looks, PolicySettings settings) {
        return new FixedDelayTask(
                "pool-policies", settings.every().compareTo(BEAT) < 0 ? settings.every() : BEAT, looks::run);
    }
}
