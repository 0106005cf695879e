package io.spotmanager.gateway.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Switches off Spring Security's metrics. They record each filter twice per request, which takes more processor time than the request
 * itself. Requests as a whole are still measured.
 */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
    @Bean
    SecurityObservationSettings nothingOfSecurity() {
        return SecurityObservationSettings.noObservations();
    }
}
