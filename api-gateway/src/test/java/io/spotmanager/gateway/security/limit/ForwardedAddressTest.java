package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From where a login comes is what the connection says, unless the settings name a proxy. */
class ForwardedAddressTest {
    private static final String FAILURES = "spot.limits.login-failures";
    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String PROXIES = "server.tomcat.remoteip.internal-proxies";

    @Test
    void an_address_of_ones_own_making_is_no_fresh_start() {
        try (var application = Surroundings.anotherGateway(Map.of(FAILURES, "3"))) {
            var gateway = Gateway.of(application);
            for (var number = 1; number <= 3; number++) {
                wrong("first-guess", gateway, number).is(401);
            }

            wrong("first-guess", gateway, 4).isProblem(429, "too-many-requests");
        }
    }

    @Test
    void behind_a_proxy_that_the_settings_speak_of_it_is_what_the_proxy_says() {
        try (var application =
                Surroundings.anotherGateway(Map.of(FAILURES, "1", STRATEGY, "native", PROXIES, "127\\.0\\.0\\.1"))) {
            var gateway = Gateway.of(application);

            wrong("second-guess", gateway, 1).is(401);
            wrong("second-guess", gateway, 2).is(401);
            wrong("second-guess", gateway, 2).is(429);
            assertThat(gateway.anonymous()
                            .with("X-Forwarded-Proto", "https")
                            .get("/login")
                            .headers()
                            .allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.contains("Secure"));
        }
    }

    @Test
    void over_tls_every_answer_tells_browsers_to_come_by_tls_alone_and_without_it_none() {
        try (var application = Surroundings.anotherGateway(Map.of(STRATEGY, "native", PROXIES, "127\\.0\\.0\\.1"))) {
            var gateway = Gateway.of(application);
            for (var path : List.of("/login", "/health", "/api/operations", "/assets/boot.js", "/nothing-here")) {
                assertThat(gateway.anonymous()
                                .with("X-Forwarded-Proto", "https")
                                .get(path)
                                .header("Strict-Transport-Security"))
                        .as(path)
                        .contains("max-age=31536000", "includeSubDomains");
                assertThat(gateway.anonymous().get(path).headers().firstValue("Strict-Transport-Security"))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    @Test
    void who_is_no_proxy_that_the_settings_name_says_nothing_about_addresses() {
        try (var application =
                Surroundings.anotherGateway(Map.of(FAILURES, "3", STRATEGY, "native", PROXIES, "10.1.2.0/28"))) {
            var gateway = Gateway.of(application);
            for (var number = 1; number <= 3; number++) {
                wrong("third-guess", gateway, number).is(401);
            }

            wrong("third-guess", gateway, 4).isProblem(429, "too-many-requests");
        }
    }

    private static Reply wrong(String name, Gateway gateway, int number) {
        return gateway.as(name, "wrong")
                .with("X-Forwarded-For", "192.0.2." + number)
                .get("/api/operations");
    }
}
