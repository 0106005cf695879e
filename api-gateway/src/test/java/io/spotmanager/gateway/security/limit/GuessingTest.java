package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Reply;
import io.spotmanager.gateway.fixture.Surroundings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody guesses passwords at the address where others work. Three wrong ones of a name are looked at. */
@GatewayTest
class GuessingTest {
    private static final Map<String, String> FEW = Map.of("spot.limits.login-failures", "3");

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext two;

    private final Gateway gateway;
    private final Gateway another;

    GuessingTest() {
        gateway = Gateway.of(one);
        another = Gateway.of(two);
    }

    @BeforeAll
    static void start() {
        one = Surroundings.anotherGateway(FEW);
        two = Surroundings.anotherGateway(FEW);
    }

    @BeforeEach
    void no_gateway_remembers_a_refusal_of_the_test_before() {
        await().pollDelay(Duration.ofMillis(1_050)).until(() -> true);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Test
    void a_second_gateway_is_no_second_chance() {
        guess("admin").is(401);
        another.as("admin", "wrong-2").get("/api/operations").is(401);
        guess("admin").is(401);

        another.as("admin", Person.ADMIN.password())
                .get("/api/operations")
                .isProblem(429, "too-many-requests")
                .says("Too many failed login attempts");
    }

    @Test
    void a_browser_in_which_somebody_has_logged_in_lets_the_same_person_in_at_every_gateway() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        browser.withToken().send("POST", "/logout", "").is(204);
        guessAway();

        another.browser(browser).logIn("operator", Person.OPERATOR.password()).is(302);

        // Another name has to wait there like everybody at this address.
        another.browser(browser).logIn("admin", Person.ADMIN.password()).isProblem(429, "too-many-requests");
    }

    @Test
    void guessing_in_such_a_browser_is_limited_as_everywhere() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        for (var tries = 0; tries < 3; tries++) {
            browser.logIn("operator", "wrong-" + tries).is(302);
        }

        browser.logIn("operator", "wrong").isProblem(429, "too-many-requests");
    }

    @Test
    void a_cookie_of_ones_own_making_is_worth_nothing_and_is_replaced() {
        guessAway();
        var made = "A".repeat(43);

        another.as("admin", Person.ADMIN.password())
                .with("Cookie", "spot_device=" + made)
                .get("/api/operations")
                .is(429);

        gateway.jdbc().sql("truncate request_limit").update();
        var page = gateway.anonymous().get("/login");
        var csrf = Browser.cookie(page, "XSRF-TOKEN");
        var login = gateway.anonymous()
                .with("Cookie", "spot_device=%s; XSRF-TOKEN=%s".formatted(made, csrf))
                .with("X-CSRF-TOKEN", csrf)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/login", "username=viewer&password=" + Person.VIEWER.password());
        assertThat(Browser.cookie(login, "spot_device")).hasSize(43).isNotEqualTo(made);
        assertThat(login.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("spot_device"))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
        assertThat(gateway.jdbc()
                        .sql("select place from login_place where place like 'device%'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .doesNotContain(Browser.cookie(login, "spot_device"));
    }

    @Test
    void sessions_tokens_and_scripts_whose_password_was_right_go_on() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password()).is(302);
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"viewer\", \"expires_in_days\": 1}")
                .field("token");
        gateway.viewer().get("/api/operations").is(200);

        guessAway();

        browser.get("/api/operations").is(200);
        gateway.withToken(token).get("/api/operations").is(200);
        gateway.viewer().get("/api/operations").is(200);
    }

    @Test
    void a_name_that_the_database_cannot_keep_counts_for_its_address() {
        gateway.as("nul\0\u0001", "wrong").get("/api/operations").is(401);

        assertThat(gateway.jdbc()
                        .sql("select tokens from request_limit where name like 'login-source %'")
                        .query(Double.class)
                        .single())
                .isEqualTo(999);
    }

    private void guessAway() {
        for (var name : new String[] {"operator", "admin", "viewer"}) {
            IntStream.range(0, 4).forEach(_ -> guess(name));
            guess(name).is(429);
        }
    }

    private Reply guess(String name) {
        return gateway.as(name, "wrong-" + Math.random()).get("/api/operations");
    }
}
