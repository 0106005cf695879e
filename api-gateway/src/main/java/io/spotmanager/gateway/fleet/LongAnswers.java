package io.spotmanager.gateway.fleet;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a list of a thousand hosts gets onto the wire. */
@Configuration(proxyBeanMethods = false)
class LongAnswers {
    /**
     * Bytes that one system call takes. Tomcat's 8 KiB make 33 calls of a list of a thousand hosts, each of which may wait for a core:
     * with these its 99th percentile was a third (docs/performance.md). Every connection holds that much, those of listeners too.
     */
    private static final int BYTES_AT_ONCE = 32 * 1024;

    @Bean
    TomcatConnectorCustomizer longWrites() {
        return connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(BYTES_AT_ONCE));
    }
}
