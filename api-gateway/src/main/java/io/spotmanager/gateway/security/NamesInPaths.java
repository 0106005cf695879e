package io.spotmanager.gateway.security;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets names of pools and hosts stand in paths as one segment, whatever characters Nova accepts in them: {@code A%2FB} is the
 * pool {@code A/B}.
 *
 * <p>Tomcat leaves an encoded slash as it is, and Spring matches paths, for rules of access and for controllers alike, before
 * it decodes their segments. So an encoded slash never separates segments. Names that are only dots cannot stand in a path:
 * clients and servers resolve them, encoded or not.
 */
@Configuration(proxyBeanMethods = false)
class NamesInPaths {
    private static final String[] ENCODED_SEMICOLONS = {"%3b", "%3B"};

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        TomcatConnectorCustomizer customizer = connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        };
        return server -> server.addConnectorCustomizers(customizer);
    }

    /** A semicolon is allowed only encoded: a plain one begins parameters of a segment. */
    @Bean
    static StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowBackSlash(true);
        for (var semicolon : ENCODED_SEMICOLONS) {
            firewall.getEncodedUrlBlocklist().remove(semicolon);
        }
        firewall.getDecodedUrlBlocklist().remove(";");
        return firewall;
    }
}
