package io.spotmanager.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.trace.Tracing;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The tracing of a part. An application that imports this sends its spans to the endpoint of the settings; without one there are none. */
@Configuration(proxyBeanMethods = false)
public class TracingConfiguration {
    private static final Logger log = LoggerFactory.getLogger(TracingConfiguration.class);

    @Bean
    Tracing tracing(Environment environment, MeterRegistry meters) {
        return TracingSettings.from(environment::getProperty)
                .map(settings -> on(settings, environment, meters))
                .orElse(Tracing.OFF);
    }

    private static Tracing on(TracingSettings settings, Environment environment, MeterRegistry meters) {
        log.info("Traces are sent to {}", settings);
        return new OpenTelemetryTracing(
                settings,
                Map.of(
                        "service.namespace", "spot-manager",
                        "service.name", environment.getProperty("spring.application.name", "spot-manager"),
                        "service.version", environment.getProperty("info.version", "unknown"),
                        "service.instance.id", UUID.randomUUID().toString()),
                meters);
    }
}
