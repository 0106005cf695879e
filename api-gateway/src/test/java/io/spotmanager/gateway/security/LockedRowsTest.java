package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Somebody has locked rows of log-ins in a session that waits for nothing but its person. What they note of each use can wait. */
@GatewayTest
@Timeout(30)
class LockedRowsTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);

    private final Gateway gateway;

    LockedRowsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_token_whose_row_is_locked_lets_in_at_once() throws Throwable {
        var token = gateway.admin().post("/api/tokens", """
                        {"name": "ci", "role": "viewer"}""").field("token");

        whileLocked(
                "api_token",
                () -> gateway.withToken(token).get("/api/operations").is(200));

        gateway.withToken(token).get("/api/operations").is(200);
        assertThat(gateway.jdbc()
                        .sql("select last_used_at is not null from api_token")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_session_whose_row_is_locked_goes_on_at_once() throws Throwable {
        var browser = loggedIn();
        gateway.tamper("update web_session set last_access_time = last_access_time - 90000");

        whileLocked("web_session", () -> browser.get("/api/operations").is(200));

        browser.get("/api/operations").is(200);
        assertThat(gateway.jdbc()
                        .sql("select last_access_time > extract(epoch from now()) * 1000 - 60000 from web_session")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void commands_are_taken_while_the_limit_of_their_user_is_locked() throws Throwable {
        gateway.acceptedMoveOf("H1");

        whileLocked("request_limit", () -> {
            gateway.acceptedMoveOf("H2");
            gateway.acceptedMoveOf("H3");
        });
    }

    @Test
    void an_ended_session_whose_row_is_locked_keeps_no_other_one() throws Throwable {
        loggedIn();
        loggedIn();
        gateway.tamper("update web_session set expiry_time = 1");

        whileLocked(
                "web_session where primary_id = (select min(primary_id) from web_session)",
                () -> gateway.part("sessionRepository", JdbcIndexedSessionRepository.class)
                        .cleanUpExpiredSessions());

        assertThat(gateway.jdbc()
                        .sql("select count(*) from web_session")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_place_whose_row_is_locked_lets_log_in_at_once() throws Throwable {
        var browser = loggedIn();
        gateway.tamper("update login_place set seen_at = seen_at - interval '13 hours'");

        whileLocked("login_place", () -> logIn(browser));

        logIn(browser);
        assertThat(gateway.jdbc()
                        .sql(
                                "select bool_or(seen_at > now() - interval '1 minute') from login_place where place like 'device%'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private Browser loggedIn() {
        var browser = gateway.browser();
        logIn(browser);
        return browser;
    }

    private static void logIn(Browser browser) {
        browser.logIn(Person.OPERATOR.user(), Person.OPERATOR.password()).is(302);
        browser.get("/api/me").is(200);
    }

    private void whileLocked(String table, Executable work) throws Throwable {
        try (var forgotten = gateway.owner().getConnection()) {
            forgotten.setAutoCommit(false);
            try (var statement = forgotten.createStatement()) {
                statement
                        .executeQuery("select from %s for update".formatted(table))
                        .close();
            }
            var began = System.nanoTime();
            work.execute();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
            forgotten.rollback();
        }
    }
}
