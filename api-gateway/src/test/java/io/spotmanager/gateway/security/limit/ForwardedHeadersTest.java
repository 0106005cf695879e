package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.mock.env.MockEnvironment;

/** Only a proxy that the settings name may say from where a request comes. */
class ForwardedHeadersTest {
    private final ServerProperties server = new ServerProperties();
    private final TomcatServerProperties tomcat = new TomcatServerProperties();
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void headers_that_are_read_need_a_proxy_that_is_named() {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NATIVE);

        refused(
                "no proxy is named",
                "SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES",
                "SERVER_FORWARD_HEADERS_STRATEGY to none");
    }

    @Test
    void a_strategy_that_trusts_everybody_is_refused_whatever_else_is_set() {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.FRAMEWORK);
        tomcat.getRemoteip().setInternalProxies("10\\.1\\.2\\.3");

        refused("trusts X-Forwarded-For of everybody", "SERVER_FORWARD_HEADERS_STRATEGY to native");
    }

    @Test
    void a_header_that_is_named_is_read_without_a_strategy_too() {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NONE);
        tomcat.getRemoteip().setRemoteIpHeader("X-Forwarded-For");

        refused("no proxy is named");
    }

    @Test
    void a_platform_that_reads_them_by_itself_needs_a_named_proxy_too() {
        environment.setProperty("spring.main.cloud-platform", "kubernetes");

        refused("no proxy is named");
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "[0-9.]+", "0.0.0.0/0", "::/0", "10.0.0.0/8,0.0.0.0/1,128.0.0.0/1"})
    void proxies_that_everybody_is_are_refused(String proxies) {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NATIVE);
        tomcat.getRemoteip().setInternalProxies(proxies);

        refused("everybody would count as a proxy");

        tomcat.getRemoteip().setInternalProxies("10\\.1\\.2\\.3");
        tomcat.getRemoteip().setTrustedProxies(proxies);

        refused("server.tomcat.remoteip.trusted-proxies", "everybody would count as a proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "10.1.2.0/99"})
    void what_cannot_be_read_is_told_by_its_name(String proxies) {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NATIVE);
        tomcat.getRemoteip().setInternalProxies(proxies);

        refused("server.tomcat.remoteip.internal-proxies", "neither a pattern nor a list of networks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10\\.1\\.2\\.3", "10\\..*", "10.1.2.0/28, fd00::/8", "127\\.0\\.0\\.1"})
    void a_proxy_that_is_named_will_do(String proxies) {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NATIVE);
        tomcat.getRemoteip().setInternalProxies(proxies);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void headers_that_are_not_read_need_none() {
        server.setForwardHeadersStrategy(ForwardHeadersStrategy.NONE);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void refused(String... words) {
        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidConfigurationException.class)
                .message()
                .contains(words);
    }

    private void check() {
        new ForwardedHeaders(server, tomcat, environment);
    }
}
