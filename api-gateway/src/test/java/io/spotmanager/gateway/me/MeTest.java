package io.spotmanager.gateway.me;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.feature.ChangingFeature;
import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.gateway.fixture.Browser;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.security.UserSettings;
import io.spotmanager.gateway.security.people.People;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;

@GatewayTest
class MeTest {
    private static final String ME = "/api/me";
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;

    MeTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ANONYMOUS")
    void everybody_learns_their_name_and_their_highest_role(Person person) {
        var me = gateway.as(person).get(ME).is(200);

        assertThat(me.field("name")).isEqualTo(person.user());
        assertThat(me.field("role")).isEqualTo(person.name());
        assertThat(me.json().path("features").isObject()).isTrue();
    }

    @Test
    void viewers_and_admins_are_told_the_same_release() {
        var release = gateway.as(Person.VIEWER).get(ME).is(200).json().path("release");
        var info = gateway.as(Person.ADMIN).get("/actuator/info").is(200).json();

        assertThat(release.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(release.path("commit").asString()).matches("[0-9a-f]{12}|unknown");
        assertThat(info.path("version")).isEqualTo(release.path("version"));
        assertThat(info.path("commit")).isEqualTo(release.path("commit"));
    }

    @Test
    void a_token_learns_its_rights_and_its_end_and_a_person_has_none() {
        var made = gateway.admin()
                .post(
                        "/api/tokens",
                        "{\"name\": \"learns\", \"role\": \"operator\", \"scopes\": [\"read\", \"move\"], \"expires_in_days\": 3}")
                .is(201)
                .json();

        var token = gateway.withToken(made.path("token").asString())
                .get(ME)
                .is(200)
                .json()
                .path("token");

        assertThat(token.path("expires_at")).isEqualTo(made.path("expires_at"));
        assertThat(token.path("scopes").valueStream().map(scope -> scope.asString()))
                .containsExactlyInAnyOrder("read", "move");
        assertThat(gateway.viewer().get(ME).is(200).json().has("token")).isFalse();
    }

    @Test
    void a_page_that_sends_what_it_was_told_may_command() {
        var browser = loggedIn();
        var csrf = browser.get(ME).is(200).json().path("csrf");

        browser.withoutToken()
                .with(csrf.path("header").asString(), csrf.path("token").asString())
                .post(EXECUTE, Gateway.moveOf("H1"))
                .is(202);
    }

    @Test
    void the_token_of_before_the_login_is_worth_nothing_after_it() {
        var browser = gateway.browser();
        browser.get("/login").is(200);
        var early = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();

        browser.logIn("operator", Person.OPERATOR.password());

        assertThat(browser.get(ME).json().path("csrf").path("token").asString()).isNotEqualTo(early);
        browser.withoutToken()
                .with("X-CSRF-TOKEN", early)
                .post(EXECUTE, Gateway.moveOf("H1"))
                .isProblem(403, "not-allowed");
    }

    @Test
    void what_is_switched_off_says_which_setting_it_lacks() {
        ChangingFeature launch = () -> Feature.off("launch", "no key: set SOME_KEY");
        var features = new StaticListableBeanFactory(Map.of("one", Feature.on("netbox"), "two", launch));

        var me = new MeController(
                        features.getBeanProvider(Feature.class),
                        features.getBeanProvider(ChangingFeature.class),
                        new FreezeSwitch(gateway.jdbc()),
                        new UserSettings(Map.of()),
                        new People(gateway.jdbc()),
                        gateway.part("callerLimits", CallerLimits.class),
                        "1.2.3",
                        "unknown")
                .me(new TestingAuthenticationToken("ann", "", "ROLE_VIEWER", "ROLE_OPERATOR"), token());

        assertThat(me.features())
                .isEqualTo(Map.of(
                        "netbox", new MeController.Availability(true, null),
                        "launch", new MeController.Availability(false, "no key: set SOME_KEY")));
    }

    private Browser loggedIn() {
        var browser = gateway.browser();
        browser.logIn("operator", Person.OPERATOR.password());
        return browser;
    }

    private static DeferredCsrfToken token() {
        return new DeferredCsrfToken() {
            @Override
            public DefaultCsrfToken get() {
                return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "t");
            }

            @Override
            public boolean isGenerated() {
                return false;
            }
        };
    }
}
