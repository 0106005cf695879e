package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** What a browser sends by itself, for a page of ours or of somebody else. */
@GatewayTest
class ForgedRequestsTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;

    @Value("${local.server.port}")
    private int port;

    ForgedRequestsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1", "nonsense"})
    void a_page_of_another_site_cannot_ride_on_credentials_that_a_browser_remembers(String origin) {
        gateway.operator()
                .with("Origin", origin)
                .post(EXECUTE, Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed");
        assertThat(gateway.viewer().get("/api/operations").each("id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_page_of_ours_may_also_where_a_proxy_speaks_tls_for_us(String scheme) {
        gateway.operator()
                .with("Origin", "%s://127.0.0.1:%d".formatted(scheme, port))
                .post(EXECUTE, Gateway.moveOf("H1"))
                .is(202);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Sec-Fetch-Mode, cors", "Sec-Fetch-Mode, same-origin", "X-Requested-With, spot"})
    void a_page_that_asks_is_told_without_the_browsers_own_question_for_a_password(String header, String value) {
        var reply =
                gateway.anonymous().with(header, value).get("/api/operations").isProblem(401, "not-logged-in");

        assertThat(reply.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void a_person_who_opens_the_address_in_a_browser_is_asked() {
        var reply = gateway.anonymous()
                .with("Sec-Fetch-Mode", "navigate")
                .get("/api/operations")
                .isProblem(401, "not-logged-in");

        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Spot Manager\"");
    }
}
