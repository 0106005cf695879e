package io.spotmanager.gateway.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Left to itself, security tells the metrics of each filter twice per request, which takes more of the processor than what the
 * request is for. Requests as a whole, and how they ended, are measured all the same.
 */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
    @Bean
    SecurityObservationSettings nothingOfSecurity() {
        return SecurityObservationSettings.noObservations();
    }
}
