package io.spotmanager.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Surroundings;
import io.spotmanager.simulator.Simulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway with a database of its own, which stops and comes back. */
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path data;

    @Test
    void without_its_database_the_gateway_says_so_and_with_it_it_goes_on() throws IOException {
        var database = Surroundings.databaseIn(data, 0);
        var port = database.getPort();
        try (var cloud = Surroundings.cloud();
                var application = started(database, cloud)) {
            var gateway = Gateway.of(application);
            var accepted = gateway.operator()
                    .withKey("k-1")
                    .post("/api/execute-migration", Gateway.moveOf("H1"))
                    .is(202);

            var browser = gateway.browser();
            browser.logIn("viewer", Person.VIEWER.password());
            browser.get("/api/operations").is(200);

            // The first log-in of a script within an hour is recorded, which needs the database.
            gateway.viewer().get("/api/operations").is(200);
            gateway.admin().get("/api/operations").is(200);

            var first = gateway.admin()
                    .post("/api/people", "{\"name\": \"anna\", \"role\": \"viewer\"}")
                    .field("password");
            gateway.as("anna", first).get("/api/operations").is(403);

            database.close();
            isAway(gateway);
            gateway.as("anna", first).get("/api/operations").isProblem(503, "database-unavailable");
            browser.get("/api/operations")
                    .isProblem(503, "database-unavailable")
                    .says("Logins cannot be checked until the database answers");
            gateway.withToken("spot_x").get("/api/operations").isProblem(503, "database-unavailable");

            database = Surroundings.databaseIn(data, port);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> gateway.anonymous().get("/health/ready").is(200));
            var again = gateway.operator().withKey("k-1").post("/api/execute-migration", Gateway.moveOf("H1"));
            assertThat(again.is(202).id()).isEqualTo(accepted.id());
            browser.get("/api/operations").is(200);
        } finally {
            database.close();
        }
    }

    private static void isAway(Gateway gateway) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> gateway.anonymous().get("/health/ready").is(503).says("\"status\":\"DOWN\""));
        gateway.anonymous().get("/health").is(200);
        gateway.anonymous().get("/actuator/health/liveness").is(200);
        gateway.anonymous().get("/actuator/health/readiness").is(503);
        gateway.anonymous().get("/health/dependencies").is(503);
        gateway.viewer()
                .get("/api/operations")
                .isProblem(503, "database-unavailable")
                .says("Nothing can be read until the database answers");
        gateway.viewer().get("/api/command-log").isProblem(503, "database-unavailable");
        gateway.admin().get("/api/audit/verification").isProblem(503, "database-unavailable");
        var refused = gateway.operator()
                .withKey("k-2")
                .post("/api/execute-migration", Gateway.moveOf("H2"))
                .isProblem(503, "database-unavailable")
                .says("Send it again with the same Idempotency-Key: it is carried out at most once");
        var refresh = gateway.operator().post("/api/refresh", "").isProblem(503, "database-unavailable");
        assertThat(refresh.text()).doesNotContain("Idempotency-Key");
        assertThat(refused.header("Retry-After")).isNotBlank();
        assertThat(refused.text()).doesNotContainIgnoringCase("jdbc", "postgres", "exception", "hikari");
    }

    private static ConfigurableApplicationContext started(EmbeddedPostgres database, Simulator cloud) {
        var settings = new HashMap<>(Surroundings.settings(database.getJdbcUrl("postgres", "postgres"), cloud));
        settings.put("spring.datasource.hikari.connection-timeout", "500");
        return Surroundings.gateway(settings);
    }
}
