package io.spotmanager.gateway.security.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class PeopleTest {
    private static final String PEOPLE = "/api/people";
    private static final String CHOSEN = "seven grey herons wade";

    private final Gateway gateway;

    PeopleTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void the_history_names_the_person_with_address_and_request() {
        var anna = settled("anna", "operator");

        var id = anna.with("X-Request-Id", "ticket-4711")
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();

        var operation = gateway.viewer().get("/api/operations/" + id).is(200).json();
        assertThat(operation.path("requested_by").asString()).isEqualTo("anna");
        var origin = operation.at("/steps/0/detail/origin");
        assertThat(origin.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(origin.path("request_id").asString()).isEqualTo("ticket-4711");
    }

    @Test
    void the_history_names_the_owner_of_a_token() {
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"operator\"}")
                .field("token");

        var id = gateway.withToken(token)
                .post("/api/execute-migration", Gateway.moveOf("H1"))
                .is(202)
                .id();

        assertThat(gateway.viewer()
                        .get("/api/operations/" + id)
                        .json()
                        .at("/steps/0/detail/origin/token_owner")
                        .asString())
                .isEqualTo("admin");
    }

    @Test
    void a_first_password_lets_in_for_nothing_but_choosing_another() {
        var first = added("anna", "admin").field("password");
        var anna = gateway.as("anna", first);

        anna.get("/api/operations").isProblem(403, "not-allowed").says("/api/me/password");
        anna.get("/api/me").isProblem(403, "not-allowed");
        anna.get(PEOPLE).isProblem(403, "not-allowed");
        anna.post("/api/me/password", passwords(first, CHOSEN)).is(204);

        gateway.as("anna", first).get("/api/operations").is(401);
        gateway.as("anna", CHOSEN).get("/api/operations").is(200);
        gateway.as("Anna", CHOSEN).get("/api/operations").is(200);
        gateway.as("anna", CHOSEN).get(PEOPLE).is(200);
    }

    @Test
    void a_browser_with_a_first_password_is_led_to_the_page_that_changes_it_and_stays_logged_in() {
        var first = added("anna", "viewer").field("password");
        var browser = gateway.browser();
        browser.logIn("anna", first).is(302);

        assertThat(browser.get("/board").is(302).header("Location")).endsWith("/password");
        browser.get("/password").is(200);
        browser.withToken().post("/api/me/password", passwords(first, CHOSEN)).is(204);

        browser.get("/board").is(200);
        assertThat(browser.get("/api/me").is(200).field("role")).isEqualTo("VIEWER");
    }

    @Test
    void a_first_password_expires() {
        var first = added("anna", "viewer").field("password");

        gateway.jdbc()
                .sql("update person set password_set_at = now() - interval '8 days'")
                .update();

        gateway.as("anna", first)
                .post("/api/me/password", passwords(first, CHOSEN))
                .is(401);
    }

    @Test
    void who_is_disabled_is_out_at_once_and_can_come_back() {
        var anna = settled("anna", "viewer");
        var browser = gateway.browser();
        browser.logIn("anna", CHOSEN).is(302);
        browser.get("/api/operations").is(200);

        gateway.admin().post(PEOPLE + "/anna/disable", "").is(200);
        anna.get("/api/operations").is(401);
        browser.get("/api/operations").is(401);

        gateway.admin().post(PEOPLE + "/anna/enable", "").is(200);
        anna.get("/api/operations").is(200);
    }

    @Test
    void a_role_counts_from_the_next_request_on() {
        var anna = settled("anna", "viewer");
        anna.post("/api/execute-migration", Gateway.moveOf("H1")).isProblem(403, "not-allowed");

        gateway.admin().post(PEOPLE + "/anna/role", "{\"role\": \"operator\"}").is(200);

        anna.post("/api/execute-migration", Gateway.moveOf("H1")).is(202);
    }

    @Test
    void each_role_has_its_rights_and_no_others() {
        var launcher = settled("lea", "launcher");
        launcher.post("/api/execute-migration", Gateway.moveOf("H1")).isProblem(403, "not-allowed");
        assertThat(launcher.post("/api/execute-runpod-launch", Gateway.launchOn("H3"))
                        .status())
                .isNotEqualTo(403);
        launcher.get("/api/security-log").isProblem(403, "not-allowed");

        var auditor = settled("otto", "auditor");
        auditor.get("/api/security-log").is(200);
        auditor.get("/api/audit/verification").is(200);
        auditor.post("/api/execute-migration", Gateway.moveOf("H1")).isProblem(403, "not-allowed");
        auditor.post("/api/execute-runpod-launch", Gateway.launchOn("H3")).isProblem(403, "not-allowed");
        auditor.get(PEOPLE).isProblem(403, "not-allowed");
    }

    @Test
    void a_reset_ends_the_password_and_the_sessions() {
        var anna = settled("anna", "viewer");
        var browser = gateway.browser();
        browser.logIn("anna", CHOSEN).is(302);

        var first = gateway.admin()
                .post(PEOPLE + "/anna/reset-password", "")
                .is(200)
                .field("password");

        anna.get("/api/operations").is(401);
        browser.get("/api/operations").is(401);
        gateway.as("anna", first).get("/api/operations").is(403);
    }

    @Test
    void nobody_gets_the_name_of_somebody_else() {
        added("anna", "viewer");

        gateway.admin()
                .post(PEOPLE, body("anna", "admin"))
                .isProblem(409, "person-exists")
                .says("the history has that name");
        gateway.admin().post(PEOPLE, body("operator", "admin")).blames("name");
        gateway.admin().post(PEOPLE, body("service", "viewer")).blames("name");
    }

    @Test
    void no_admin_takes_rights_from_themselves() {
        var anna = settled("anna", "admin");

        anna.post(PEOPLE + "/anna/disable", "").isProblem(409, "own-rights");
        anna.post(PEOPLE + "/anna/role", "{\"role\": \"viewer\"}").isProblem(409, "own-rights");
    }

    @Test
    void a_shared_user_has_a_password_of_the_settings() {
        gateway.operator()
                .post("/api/me/password", passwords("x", CHOSEN))
                .isProblem(409, "shared-user")
                .says("SPOT_OPERATOR_PASSWORD");
        gateway.admin()
                .post(PEOPLE + "/operator/disable", "")
                .isProblem(404, "not-found")
                .says("SPOT_OPERATOR_PASSWORD");
        gateway.admin().post(PEOPLE + "/nobody/disable", "").isProblem(404, "not-found");
    }

    @Test
    void a_token_looks_after_nobody() {
        var token = gateway.admin()
                .post("/api/tokens", "{\"name\": \"root\", \"role\": \"admin\"}")
                .field("token");

        gateway.withToken(token).get(PEOPLE).isProblem(403, "not-allowed");
        gateway.withToken(token).post(PEOPLE, body("eve", "admin")).isProblem(403, "not-allowed");
        gateway.withToken(token)
                .post("/api/me/password", passwords("x", CHOSEN))
                .isProblem(403, "not-allowed");
        gateway.withToken(token).get("/api/me/sessions").isProblem(403, "not-allowed");
    }

    @Test
    void no_password_is_readable_anywhere() {
        var first = added("anna", "viewer").field("password");

        assertThat(gateway.jdbc().sql("""
                select (select string_agg(p::text, '') from person p) || (select string_agg(e::text, '') from security_entry e)""").query(String.class).single())
                .contains("anna")
                .doesNotContain(first);
        assertThat(gateway.admin().get(PEOPLE).is(200).text())
                .doesNotContain(first)
                .doesNotContain("bcrypt");
    }

    @Test
    void the_command_line_adds_lists_and_disables_people() throws InterruptedException {
        assertThat(spot("list").text()).isEqualTo("Nobody has a log-in of their own yet.");
        var added = spot("add", "anna", "--role", "operator");
        assertThat(added.code()).isZero();
        var first = added.text().lines().skip(1).findFirst().orElseThrow().replace("first password: ", "");
        gateway.as("anna", first)
                .post("/api/me/password", passwords(first, CHOSEN))
                .is(204);

        assertThat(spot("role", "anna", "viewer").text()).matches("anna +viewer +can log in");
        assertThat(spot("disable", "anna").text()).matches("anna +viewer +disabled by admin");
        assertThat(spot("list").text()).matches("anna +viewer +disabled by admin");
        assertThat(spot("enable", "anna").text()).matches("anna +viewer +can log in");
        assertThat(spot("reset", "anna").text()).contains("first password: ");
    }

    @Test
    void the_command_line_says_what_is_missing() throws InterruptedException {
        assertThat(spot("add", "anna").text()).startsWith("usage: user list");
        assertThat(spot("add", "anna", "--why", "x").text()).startsWith("--why is no option");
        assertThat(spot("add", "Anna", "--role", "viewer"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(2))
                .satisfies(result -> assertThat(result.text()).startsWith("400: name must"));
        assertThat(spot("disable", "nobody").text()).startsWith("404: ");
        assertThat(UserCommand.run(List.of("list"), _ -> null).code()).isEqualTo(2);
    }

    private CommandResult spot(String... words) throws InterruptedException {
        var arguments = Stream.concat(Stream.of(words), Stream.of("--url", gateway.url()))
                .toList();
        return UserCommand.run(
                arguments,
                variable -> variable.equals("SPOT_ADMIN_PASSWORD")
                        ? io.spotmanager.gateway.fixture.Person.ADMIN.password()
                        : null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            name | {"role": "viewer"}
            name | {"name": "Anna", "role": "viewer"}
            name | {"name": "token:ci", "role": "viewer"}
            name | {"name": "", "role": "viewer"}
            role | {"name": "anna"}
            role | {"name": "anna", "role": "root"}
            role | {"name": "anna", "role": 4}
            """)
    void what_is_wrong_is_named(String field, String body) {
        gateway.admin().post(PEOPLE, body).blames(field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            old_password | {"old_password": "wrong", "password": "seven grey herons fly"}
            password     | {"old_password": "seven grey herons wade", "password": "short"}
            password     | {"old_password": "seven grey herons wade", "password": "anna-operator"}
            password     | {"old_password": "seven grey herons wade", "password": "seven grey herons wade"}
            password     | {"old_password": "seven grey herons wade"}
            """)
    void a_password_that_is_not_taken_is_told_why(String field, String body) {
        settled("anna", "viewer").post("/api/me/password", body).blames(field);
    }

    private Reply added(String name, String role) {
        return gateway.admin().post(PEOPLE, body(name, role)).is(201);
    }

    /** Somebody who has chosen a password. */
    private Caller settled(String name, String role) {
        var first = added(name, role).field("password");
        gateway.as(name, first)
                .post("/api/me/password", passwords(first, CHOSEN))
                .is(204);
        return gateway.as(name, CHOSEN);
    }

    private static String body(String name, String role) {
        return "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role);
    }

    private static String passwords(String old, String chosen) {
        return "{\"old_password\": \"%s\", \"password\": \"%s\"}".formatted(old, chosen);
    }
}
