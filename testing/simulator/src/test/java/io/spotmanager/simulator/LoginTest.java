package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a client gets in, and how long it may stay. */
class LoginTest {

    private final Cloud cloud =
            new Cloud(SimulatorOptions.defaults().withFleet("real").withTokenLifetime(Duration.ofMinutes(5)));

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void theRightPasswordGivesATokenAndTheWayToEveryService() {
        Reply reply = cloud.logIn("admin", "simulator", "admin");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("X-Subject-Token")).startsWith("gAAAAAB");
        assertThat(reply.json().at("/token/expires_at").stringValue()).isEqualTo("2026-11-23T12:05:00.123456Z");
        assertThat(reply.json()
                        .at("/token/catalog")
                        .valueStream()
                        .map(entry -> entry.path("type").stringValue()))
                .containsExactly("identity", "compute", "network", "placement");
        assertThat(reply.json().at("/token/catalog/1/endpoints/0/url").stringValue())
                .isEqualTo(cloud.baseUrl() + "/v2.1");
    }

    @Test
    void aWrongPasswordUserOrProjectIsRefusedAlike() {
        assertThat(cloud.logIn("admin", "wrong", "admin").status()).isEqualTo(401);
        assertThat(cloud.logIn("nobody", "simulator", "admin").status()).isEqualTo(401);
        assertThat(cloud.logIn("admin", "simulator", "nowhere").status()).isEqualTo(401);
        assertThat(cloud.logIn("acme-user", "simulator", "globex").status()).isEqualTo(401);
        assertThat(cloud.logIn("admin", "wrong", "admin").message("error"))
                .isEqualTo("The request you have made requires authentication.");
    }

    @Test
    void theReaderSeesWhatTheAdministratorSeesAndChangesNothing() {
        var token = Map.of(
                "X-Auth-Token",
                cloud.logIn("admin-reader", "simulator", "admin").header("X-Subject-Token"));

        assertThat(cloud.send("GET", "/v2.1/os-aggregates", "", token).status()).isEqualTo(200);
        assertThat(cloud.send("GET", "/network/v2.0/networks", "", token).status())
                .isEqualTo(200);
        assertThat(cloud.send(
                                "POST",
                                "/v2.1/os-aggregates/12/action",
                                "{\"add_host\": {\"host\": \"US1-H100-04\"}}",
                                token)
                        .status())
                .isEqualTo(401);
        assertThat(cloud.hostsOf(12)).isEmpty();
    }

    @Test
    void aTokenIsGoodToTheLastMomentAndNotOneLonger() {
        cloud.time.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(cloud.get("/v2.1/os-aggregates").status()).isEqualTo(200);

        cloud.time.pass(Duration.ofNanos(1));
        assertThat(cloud.get("/v2.1/os-aggregates").status()).isEqualTo(401);
    }

    @Test
    void anAddWithAnExpiredTokenIsNotCarriedOut() {
        cloud.time.pass(Duration.ofMinutes(5));

        assertThat(cloud.addHost(12, "US1-H100-04").status()).isEqualTo(401);
        assertThat(cloud.hostsOf(12)).isEmpty();
    }

    @Test
    void aRevokedTokenIsGoodNoLonger() {
        cloud.send(
                "DELETE",
                "/v3/auth/tokens",
                "",
                Map.of("X-Auth-Token", cloud.token(), "X-Subject-Token", cloud.token()));

        assertThat(cloud.get("/v2.1/os-aggregates").status()).isEqualTo(401);
    }

    @Test
    void theVersionDocumentsNeedNoToken() {
        Reply root = cloud.send("GET", "/", "", Map.of());

        assertThat(root.status()).isEqualTo(300);
        assertThat(root.json().at("/versions/values/0/links/0/href").stringValue())
                .isEqualTo(cloud.baseUrl() + "/v3/");
        assertThat(cloud.send("GET", "/v3", "", Map.of())
                        .json()
                        .at("/version/id")
                        .stringValue())
                .isEqualTo("v3.14");
        assertThat(cloud.send("GET", "/v2.1/", "", Map.of())
                        .json()
                        .at("/version/version")
                        .stringValue())
                .isEqualTo("2.93");
    }
}
