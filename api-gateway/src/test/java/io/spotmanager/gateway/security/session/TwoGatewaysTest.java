package io.spotmanager.gateway.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Surroundings;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Any gateway serves any request: the second one has the same database, and settings that differ where a test needs it. */
@GatewayTest
class TwoGatewaysTest {
    private static ConfigurableApplicationContext other;

    private final Gateway first;
    private final Gateway second;

    TwoGatewaysTest(Gateway gateway) {
        this.first = gateway;
        this.second = Gateway.of(other);
    }

    @BeforeAll
    static void startAnother() {
        other = Surroundings.anotherGateway(Map.of(
                "spot.users.admin.password", "changed-meanwhile",
                "spot.users.viewer.password", "",
                "spot.audit.key", privateKey(),
                "spot.audit.every", "200ms",
                "spot.limits.commands-at-once", "2",
                "spot.limits.vendor-reads-at-once", "2",
                "spot.limits.vendor-reads-per-minute", "1",
                "spot.limits.commands-per-second", "1",
                "spot.limits.login-failures", "3"));
    }

    @AfterAll
    static void stopIt() {
        other.close();
    }

    @Test
    void who_logged_in_at_one_is_known_at_the_other_and_may_command_there() {
        var browser = first.browser();
        browser.logIn("operator", Person.OPERATOR.password());

        var there = second.browser(browser);

        assertThat(there.get("/api/me").is(200).field("name")).isEqualTo("operator");
        // The other gateway allows two commands at once, which another test may have used up a moment ago.
        await().untilAsserted(() -> there.withToken()
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202));
    }

    @Test
    void who_logs_out_at_one_is_out_at_the_other() {
        var browser = first.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        var there = second.browser(browser);
        there.get("/api/operations").is(200);

        there.withToken().send("POST", "/logout", "").is(204);

        browser.get("/api/operations").is(401);
    }

    @Test
    void whoever_was_removed_or_got_another_password_is_out_at_once() {
        var admin = first.browser();
        admin.logIn("admin", Person.ADMIN.password());
        var viewer = first.browser();
        viewer.logIn("viewer", Person.VIEWER.password());

        second.browser(admin).get("/api/operations").is(401);
        second.browser(viewer).get("/api/operations").is(401);
        admin.get("/api/operations").is(200);
    }

    @Test
    void reading_does_not_write_the_session_anew_each_time() {
        var browser = first.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        var before = versionOfTheSession();

        browser.get("/api/operations").is(200);
        browser.get("/api/operations").is(200);

        assertThat(versionOfTheSession()).isEqualTo(before);
    }

    @Test
    void who_commands_faster_than_allowed_is_told_when_to_go_on() {
        for (var host : new String[] {"H1", "H2", "H3"}) {
            second.operator().post("/api/execute-migration", Gateway.moveOf(host));
        }

        var refused = second.operator()
                .post("/api/execute-migration", Gateway.moveOf("H4"))
                .isProblem(429, "too-many-requests")
                .says("Nothing was done");

        assertThat(refused.header("Retry-After")).isEqualTo("1");
        second.operator().get("/api/operations").is(200);
    }

    @Test
    void who_previews_launches_faster_than_allowed_is_told_when_to_go_on() {
        for (var host : new String[] {"H1", "H2"}) {
            assertThat(second.operator()
                            .post("/api/preview-runpod-launch", Gateway.launchOn(host))
                            .status())
                    .isNotEqualTo(429);
        }

        second.operator()
                .post("/api/preview-runpod-launch", Gateway.launchOn("H3"))
                .isProblem(429, "too-many-requests")
                .says("call Hyperstack");
        second.operator().get("/api/operations").is(200);
    }

    @Test
    void too_many_wrong_passwords_are_not_looked_at_any_more() {
        for (var tries = 0; tries < 3; tries++) {
            second.as("nobody", "wrong").get("/api/operations").is(401);
        }

        var refused = second.as("nobody", "wrong").get("/api/operations").isProblem(429, "too-many-requests");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 7);
        second.browser().logIn("nobody", "wrong").isProblem(429, "too-many-requests");
        second.operator().get("/api/operations").is(200);
    }

    @Test
    void one_that_has_a_key_signs_what_happened_at_the_other() {
        assertThat(first.viewer()
                        .get("/api/me")
                        .json()
                        .at("/features/checkpoints/why")
                        .asString())
                .contains("set SPOT_AUDIT_KEY_FILE");
        assertThat(second.operator()
                        .get("/api/me")
                        .json()
                        .at("/features/checkpoints/available")
                        .asBoolean())
                .isTrue();

        first.acceptedMoveOf("H1");

        await().untilAsserted(() -> {
            var admin = second.as("admin", "changed-meanwhile");
            admin.post("/api/audit/verification", "").is(202);
            var report = admin.get("/api/audit/verification").json().path("latest");
            assertThat(report.at("/checkpoints/verified").asInt()).isPositive();
            assertThat(report.path("whole").asBoolean()).isTrue();
        });
        var report = first.verifiedHistory();
        assertThat(report.path("trusted_keys")).isEmpty();
        assertThat(report.path("unverified_checkpoints").asInt()).isPositive();
        assertThat(report.path("whole").asBoolean()).isFalse();
    }

    private static String privateKey() {
        try {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String versionOfTheSession() {
        return first.jdbc()
                .sql("select xmin::text from web_session")
                .query(String.class)
                .single();
    }
}
