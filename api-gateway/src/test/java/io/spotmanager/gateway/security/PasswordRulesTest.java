package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.fixture.Surroundings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A password that guessing finds soon is refused at the start, with what to do about it. */
class PasswordRulesTest {
    private static final PasswordEncoder ENCODER = new BCryptPasswordEncoder(4);
    private static final JdbcClient DATABASE =
            JdbcClient.create(Surroundings.database().getPostgresDatabase());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "operator",
                "hunter2",
                "elevenchars",
                "   abcdef   ",
                "aaaaaaaaaaaaaaaaaaaa",
                "abababababababab",
                "111111111111",
                "operator-operator",
                "Operator-Password-1",
                "password12345",
                "Passw0rd!!!!",
                "changeme-changeme",
                "spot-manager-2026",
                "123456789012",
                "admin!admin!admin!",
                "1qaz2wsx3edc4rfv",
                "manchesterunited",
                "basketball12",
                "B4sk3tball12",
                "unbelievable",
                "iloveyou1234",
                "asdfghjkl;'1"
            })
    void a_weak_password_is_refused_and_not_repeated(String password) {
        assertThatThrownBy(() -> users(password, false))
                .hasMessageContaining("SPOT_OPERATOR_PASSWORD")
                .hasMessageContaining("openssl rand -base64 18")
                .message()
                .doesNotContain("(" + password + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "Zk3vQ0bHq1Lw9fTt2xXs",
                "system-tests",
                "operator likes 7 blue whales",
                "\u5bc6\u7801\u662f\u4e00\u53ea\u5f88\u5927\u7684\u84dd\u8272\u9cb8\u9c7c"
            })
    void a_long_one_is_taken(String password) {
        users(password, false);
    }

    @Test
    void a_very_long_one_is_judged_at_once() {
        assertThat(PasswordRules.refusal("operator", "Zk3vQ0bH".repeat(1_000))).isEmpty();
    }

    @Test
    void an_encoded_one_is_taken_and_a_demo_takes_any() {
        users("{bcrypt}" + ENCODER.encode("x"), false);
        users("x", true);
        assertThat(PasswordRules.refusal("viewer", Person.VIEWER.password())).isEmpty();
    }

    private static void users(String password, boolean demo) {
        var settings = new UserSettings(Map.of("operator", new UserSettings.User(password, Role.OPERATOR)));
        UserConfiguration.shared(settings, new ConfiguredPasswords(DATABASE, ENCODER), demo);
    }
}
