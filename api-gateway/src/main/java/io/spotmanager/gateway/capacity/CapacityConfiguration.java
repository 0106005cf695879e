package io.spotmanager.gateway.capacity;

import io.spotmanager.fleet.capacity.CapacityRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CapacityConfiguration {
    @Bean
    CapacityRepository capacityOverTime(JdbcClient jdbc) {
        return new CapacityRepository(jdbc);
    }
}
