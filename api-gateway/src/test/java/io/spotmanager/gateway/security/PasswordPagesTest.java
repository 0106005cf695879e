package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords are not shown, and managers of passwords may fill them in. */
class PasswordPagesTest {
    private static final Pattern FIELD = Pattern.compile("<input[^>]*>");

    @ParameterizedTest
    @CsvSource({
        "login.html, /assets/app/login.js, current-password, 1",
        "password.html, /assets/app/password.js, -password, 3"
    })
    void every_field_of_a_password_hides_it_and_takes_it_from_a_manager(
            String page, String script, String purpose, int fields) throws IOException {
        var passwords = FIELD.matcher(read("/static/" + page))
                .results()
                .map(MatchResult::group)
                .filter(field -> field.contains("password"))
                .toList();

        assertThat(passwords)
                .hasSize(fields)
                .allSatisfy(field -> assertThat(field)
                        .contains("type=\"password\"")
                        .containsPattern("autocomplete=\"[a-z]*" + purpose + "\"")
                        .doesNotContain("onpaste", "readonly"));
        assertThat(read("/static" + script)).doesNotContainIgnoringCase("paste");
    }

    private static String read(String file) throws IOException {
        try (var content = PasswordPagesTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(content, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
