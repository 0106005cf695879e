package io.spotmanager.gateway.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import org.junit.jupiter.api.Test;

@GatewayTest
class OwnSessionsTest {
    private static final String SESSIONS = "/api/me/sessions";

    private final Gateway gateway;

    OwnSessionsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void everybody_sees_their_own_sessions_and_no_others() {
        var here = loggedIn(Person.OPERATOR);
        loggedIn(Person.OPERATOR);
        loggedIn(Person.ADMIN);

        var items = here.get(SESSIONS).is(200).json().path("items");

        assertThat(items).hasSize(2);
        assertThat(items.valueStream().filter(item -> item.path("current").asBoolean()))
                .hasSize(1);
        assertThat(items.path(0).path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(items.path(0).path("browser").asString()).contains("Java");
        assertThat(items.path(0).has("ends_at")).isTrue();
    }

    @Test
    void a_session_that_is_ended_lets_nobody_in() {
        var here = loggedIn(Person.OPERATOR);
        var there = loggedIn(Person.OPERATOR);
        var id = here.get(SESSIONS)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> !item.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();

        here.withToken().send("DELETE", SESSIONS + "/" + id, "").is(204);

        there.get("/api/operations").is(401);
        here.get("/api/operations").is(200);
        here.withToken().send("DELETE", SESSIONS + "/" + id, "").isProblem(404, "not-found");
    }

    @Test
    void nobody_ends_a_session_of_somebody_else() {
        var admin = loggedIn(Person.ADMIN);
        var id = admin.get(SESSIONS).json().at("/items/0/id").asString();

        loggedIn(Person.OPERATOR)
                .withToken()
                .send("DELETE", SESSIONS + "/" + id, "")
                .isProblem(404, "not-found");

        admin.get("/api/operations").is(200);
    }

    @Test
    void all_others_are_ended_at_once_and_an_admin_ends_those_of_anybody() {
        var here = loggedIn(Person.OPERATOR);
        var there = loggedIn(Person.OPERATOR);

        here.withToken().send("DELETE", SESSIONS, "").is(204);
        there.get("/api/operations").is(401);
        here.get("/api/operations").is(200);

        gateway.admin().send("DELETE", "/api/people/operator/sessions", "").is(204);
        here.get("/api/operations").is(401);
        assertThat(gateway.admin()
                        .get("/api/security-log?event=SESSIONS_ENDED")
                        .json()
                        .path("items"))
                .hasSize(2);
    }

    private Browser loggedIn(Person person) {
        var browser = gateway.browser();
        browser.logIn(person.user(), person.password()).is(302);
        browser.get("/api/me").is(200);
        return browser;
    }
}
