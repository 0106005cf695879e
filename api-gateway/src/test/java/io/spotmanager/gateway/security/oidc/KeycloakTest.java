package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Surroundings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.context.ConfigurableApplicationContext;

/** A real Keycloak: people log in with its form, it tells of log-outs, and its services send their tokens. */
@GatewayTest
@EnabledIf(Keycloak.IS_HERE)
class KeycloakTest {
    private static Keycloak keycloak;
    private static ConfigurableApplicationContext context;

    private final Gateway company;

    KeycloakTest() {
        this.company = Gateway.of(context);
    }

    @BeforeAll
    static void start() {
        // Each has to know the other's address: the gateway asks for that of the issuer only when somebody logs in.
        var port = Keycloak.freePort();
        context = Surroundings.anotherGateway(Map.of(
                "spot.oidc.company.issuer", Keycloak.realm(port),
                "spot.oidc.company.client", "spot",
                "spot.oidc.company.secret", "spot-secret",
                "spot.oidc.company.audience", "spot-api",
                "spot.oidc.company.roles.operator", "/gpu-operators"));
        keycloak = Keycloak.start(port, Gateway.of(context).url());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        keycloak.close();
        context.close();
    }

    @Test
    void a_person_logs_in_by_the_group_and_who_is_in_none_is_told() {
        var anna = company.browser();
        logsIn(anna, "anna");
        anna.get("/api/me").is(200).says("\"name\":\"anna\"", "\"role\":\"OPERATOR\"");

        var carl = company.browser();
        assertThat(IssuerTestCase.comesBack(carl, keycloak.visits(IssuerTestCase.begins(carl, "company", ""), "carl"))
                        .is(302)
                        .header("Location"))
                .endsWith("/login?refused=no_role");
    }

    @Test
    void a_log_out_there_ends_the_sessions_here() {
        var anna = company.browser();
        logsIn(anna, "anna");
        anna.get("/api/me").is(200);

        keycloak.logsOut("anna");

        await("the session has ended")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> anna.get("/api/me").is(401));
    }

    @Test
    void a_service_moves_a_host_with_its_token() {
        var move = company.withToken(keycloak.tokenOf("nightly-moves"))
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();

        assertThat(company.operator().get("/api/operations/" + move).is(200).text())
                .contains("\"requested_by\":\"service-account-nightly-moves\"", "nightly-moves at company");
    }

    @Test
    void a_token_that_is_meant_for_others_lets_nobody_in() {
        company.withToken(keycloak.tokenOf("others")).get("/api/me").is(401);
    }

    private static void logsIn(Browser browser, String user) {
        IssuerTestCase.comesBack(browser, keycloak.visits(IssuerTestCase.begins(browser, "company", ""), user))
                .is(200);
    }
}
