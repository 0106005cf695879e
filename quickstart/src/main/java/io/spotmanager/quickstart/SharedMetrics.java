package io.spotmanager.quickstart;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One registry for all parts of the process. The workers listen on no port; so the gateway's address shows their metrics as well, to those
 * who may see its own.
 */
final class SharedMetrics implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String AUTOCONFIGURATIONS = "org.springframework.boot.micrometer.metrics.autoconfigure.";

    /** For every part but one: what is measured of the process would be counted once for each part. */
    static final String WITHOUT_THE_PROCESS =
            "--spring.autoconfigure.exclude=%1$sjvm.JvmMetricsAutoConfiguration,%1$slogging.logback.LogbackMetricsAutoConfiguration,%1$ssystem.SystemMetricsAutoConfiguration"
                    .formatted(AUTOCONFIGURATIONS);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** As definitions of beans, so that the part binds its meters to it, and instead of a registry of its own. */
    @Override
    public void initialize(GenericApplicationContext part) {
        part.registerBean("prometheusMeterRegistry", PrometheusMeterRegistry.class, () -> registry);
        part.registerBean("prometheusRegistry", PrometheusRegistry.class, registry::getPrometheusRegistry);
    }
}
