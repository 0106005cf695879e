package io.spotmanager.gateway.security.log;

import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the server tell {@link MalformedRequests} of each request. */
@Configuration(proxyBeanMethods = false)
class MalformedConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests(CountedEvents counts) {
        TomcatContextCustomizer customizer =
                context -> context.getParent().getPipeline().addValve(new MalformedRequests(counts));
        return server -> server.addContextCustomizers(customizer);
    }
}
