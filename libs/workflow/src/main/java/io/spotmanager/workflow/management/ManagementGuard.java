package io.spotmanager.workflow.management;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Puts the guard before the web server that has the actuator's endpoints: the worker's own, or another one if {@code
 * management.server.port} says so, whose filters would else be none. A part without {@link MetricsTokenConfiguration} has its own log-in.
 */
@ManagementContextConfiguration(value = ManagementContextType.ANY, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(MetricsTokenConfiguration.class)
class ManagementGuard {
    /** Behind the filter that counts and times requests, so that refused ones are counted. */
    private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<MetricsTokenFilter> metricsTokenFilter(MetricsToken token) {
        var guard = new FilterRegistrationBean<>(new MetricsTokenFilter(token));
        guard.addUrlPatterns("/*");
        guard.setOrder(AFTER_OBSERVATION);
        return guard;
    }
}
