package io.spotmanager.gateway.security.limit;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMaskSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties.Remoteip;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start if {@code X-Forwarded-For} of somebody who is no proxy would count: then each password could be tried from an address
 * of its own, and the record would have it.
 */
@Component
class ForwardedHeaders {
    private static final String WAY_OUT =
            " set SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES to the addresses of your proxies alone (a pattern such as 10\\.1\\.2\\.3, or networks such as 10.1.2.0/28), or SERVER_FORWARD_HEADERS_STRATEGY to none.";

    /** Addresses for documentation (RFC 5737, 3849), which no proxy can have: whoever trusts these trusts everybody. */
    private static final List<String> NOBODY = List.of("192.0.2.1", "203.0.113.77", "2001:db8::1");

    ForwardedHeaders(ServerProperties server, TomcatServerProperties tomcat, Environment environment) {
        var proxies = tomcat.getRemoteip();
        if (server.getForwardHeadersStrategy() == ForwardHeadersStrategy.FRAMEWORK) {
            throw new InvalidConfigurationException(
                    "server.forward-headers-strategy is framework, which trusts X-Forwarded-For of everybody: set SERVER_FORWARD_HEADERS_STRATEGY to native and SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES to the addresses of your proxies.");
        }
        if (areRead(server, proxies, environment)) {
            refuseUnlessNamed(proxies);
        }
    }

    /** As Spring Boot decides it: a header that is named counts without the strategy, too. */
    private static boolean areRead(ServerProperties server, Remoteip proxies, Environment environment) {
        var strategy = server.getForwardHeadersStrategy();
        var platform = CloudPlatform.getActive(environment);
        return strategy == ForwardHeadersStrategy.NATIVE
                || (strategy == null && platform != null && platform.isUsingForwardHeaders())
                || isSet(proxies.getRemoteIpHeader())
                || isSet(proxies.getProtocolHeader());
    }

    private static void refuseUnlessNamed(Remoteip proxies) {
        if (new Remoteip().getInternalProxies().equals(proxies.getInternalProxies())) {
            throw new InvalidConfigurationException(
                    "X-Forwarded-* headers are read (server.forward-headers-strategy) but no proxy is named, so that every private address would count as one:"
                            + WAY_OUT);
        }
        refuseIfEverybody("server.tomcat.remoteip.internal-proxies", proxies.getInternalProxies());
        refuseIfEverybody("server.tomcat.remoteip.trusted-proxies", proxies.getTrustedProxies());
    }

    private static void refuseIfEverybody(String setting, @Nullable String proxies) {
        if (proxies != null
                && isSet(proxies)
                && NOBODY.stream().anyMatch(address -> contains(setting, proxies, address))) {
            throw new InvalidConfigurationException(
                    "%s (%s) matches addresses that are nobody's, so everybody would count as a proxy:%s"
                            .formatted(setting, proxies, WAY_OUT));
        }
    }

    /** As Tomcat reads it: with a slash a list of networks, otherwise a pattern. */
    private static boolean contains(String setting, String proxies, String address) {
        try {
            return proxies.indexOf('/') > 0
                    ? NetMaskSet.parse(proxies).contains(InetAddress.ofLiteral(address))
                    : Pattern.compile(proxies).matcher(address).matches();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    "%s (%s) is neither a pattern nor a list of networks:%s".formatted(setting, proxies, WAY_OUT));
        }
    }

    private static boolean isSet(@Nullable String setting) {
        return setting != null && !setting.isBlank();
    }
}
