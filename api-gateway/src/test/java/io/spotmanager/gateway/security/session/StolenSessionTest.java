package io.spotmanager.gateway.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody can do who has the cookies of a viewer's session, with the token and all. */
@GatewayTest
class StolenSessionTest {
    private static final String CHOSEN = "correct horse battery staple";

    private final Gateway gateway;
    private Caller thief;
    private String operation;

    StolenSessionTest(Gateway gateway) {
        this.gateway = gateway;
        this.thief = gateway.anonymous();
        this.operation = "";
    }

    @BeforeEach
    void a_viewer_with_a_session() {
        operation = gateway.acceptedMoveOf("H1").toString();
        var first = gateway.admin()
                .post("/api/people", "{\"name\": \"vera\", \"role\": \"viewer\"}")
                .is(201)
                .field("password");
        gateway.as("vera", first)
                .post("/api/me/password", "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(first, CHOSEN))
                .is(204);
        var browser = gateway.browser();
        browser.logIn("vera", CHOSEN).is(302);
        browser.get("/api/me").is(200);
        thief = gateway.anonymous()
                .with(
                        "Cookie",
                        "spot_session=%s; XSRF-TOKEN=%s"
                                .formatted(
                                        browser.cookie("spot_session")
                                                .orElseThrow()
                                                .getValue(),
                                        browser.cookie("XSRF-TOKEN")
                                                .orElseThrow()
                                                .getValue()))
                .with("X-CSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow().getValue());
    }

    @Test
    void it_reads_what_a_viewer_reads_and_the_reads_of_customers_vms_are_recorded() {
        thief.get("/api/operations").is(200);
        thief.get("/api/host-vms/H1");

        assertThat(gateway.admin()
                        .get("/api/security-log?event=VMS_READ&actor=vera")
                        .json()
                        .path("items"))
                .hasSize(1);
        for (var path : List.of(
                "/api/people",
                "/api/tokens",
                "/api/security-log",
                "/api/security-log/export",
                "/api/audit/export",
                "/api/audit/verification")) {
            thief.get(path).is(403);
        }
    }

    @Test
    void it_changes_no_host_no_right_and_no_freeze_and_each_try_is_recorded() {
        var tries = List.of(
                "/api/execute-migration",
                "/api/execute-runpod-launch",
                "/api/openstack/server/add-network",
                "/api/operations/%s/cancel".formatted(operation),
                "/api/freeze",
                "/api/unfreeze",
                "/api/refresh",
                "/api/snapshot/accept",
                "/api/reconciliation/adopt",
                "/api/people",
                "/api/people/vera/role",
                "/api/tokens");
        for (var path : tries) {
            thief.post(path, "{}").is(403);
        }

        assertThat(gateway.viewer().get("/api/operations/" + operation).field("state"))
                .isEqualTo("REQUESTED");
        var refused = gateway.admin()
                .get("/api/security-log?event=REFUSED&actor=vera")
                .json()
                .path("items")
                .valueStream()
                .mapToInt(entry -> entry.path("times").asInt())
                .sum();
        assertThat(refused).isEqualTo(tries.size());
    }

    @Test
    void it_cannot_be_turned_into_the_password_and_ends_when_the_person_or_an_admin_ends_it() {
        thief.post(
                        "/api/me/password",
                        "{\"old_password\": \"guessed wrong it is\", \"password\": \"now this is mine alone\"}")
                .is(400);
        gateway.as("vera", CHOSEN).get("/api/operations").is(200);

        gateway.admin().post("/api/people/vera/disable", "").is(200);

        thief.get("/api/operations").is(401);
    }
}
