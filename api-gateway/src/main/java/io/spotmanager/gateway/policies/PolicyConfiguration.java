package io.spotmanager.gateway.policies;

import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** What is done for policies without a request. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {
    private static final Duration BEAT = Duration.ofSeconds(5);

    @Bean
    @DependsOn("schema")
    PacedTask policyLookBeat(PolicyLooks looks, PolicySettings settings) {
        return PacedTask.on(
                WorkSign.when(PolicyStore.anyDue(settings.every())),
                "pool-policies",
                settings.every().compareTo(BEAT) < 0 ? settings.every() : BEAT,
                looks::run);
    }
}
