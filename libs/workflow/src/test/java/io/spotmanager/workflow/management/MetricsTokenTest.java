package io.spotmanager.workflow.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTokenTest {
    private static final String GOOD = "0123456789abcdef0123";

    @TempDir
    private Path folder;

    @Test
    void without_a_setting_nothing_matches() {
        var none = MetricsToken.of(" ", "");

        assertThat(none.isSet()).isFalse();
        assertThat(none.matches("")).isFalse();
        assertThat(none.matches(GOOD)).isFalse();
    }

    @Test
    void it_matches_itself_alone() {
        var token = MetricsToken.of(GOOD, "");

        assertThat(token.matches(GOOD)).isTrue();
        assertThat(token.matches(GOOD + "4")).isFalse();
        assertThat(token.matches(GOOD.substring(1))).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.toString()).doesNotContain(GOOD);
    }

    @Test
    void it_comes_from_a_file_as_well() throws IOException {
        var file = Files.writeString(folder.resolve("token"), GOOD + "\n");

        assertThat(MetricsToken.of("", file.toString()).matches(GOOD)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            short               |        | SPOT_METRICS_TOKEN has fewer than 20 characters
            0123456789 abcdef0123 |      | SPOT_METRICS_TOKEN has a character that a header cannot carry
            0123456789abcdéf0123 |       | SPOT_METRICS_TOKEN has a character that a header cannot carry
            0123456789abcdef0123 | token | SPOT_METRICS_TOKEN and SPOT_METRICS_TOKEN_FILE are both set
                                | missing | SPOT_METRICS_TOKEN_FILE names missing, which cannot be read
                                | EMPTY  | which is empty
                                | SHORT  | SPOT_METRICS_TOKEN_FILE has fewer than 20 characters
            """, delimiter = '|', emptyValue = "")
    void what_cannot_be_used_is_refused_with_the_setting(String text, String file, String sentence) throws IOException {
        Files.writeString(folder.resolve("EMPTY"), "\n");
        Files.writeString(folder.resolve("SHORT"), "secret-7");
        var path = file == null || !Files.exists(folder.resolve(file))
                ? String.valueOf(file == null ? "" : file)
                : folder.resolve(file).toString();

        assertThatThrownBy(() -> MetricsToken.of(text == null ? "" : text, path))
                .isInstanceOf(InvalidMetricsTokenException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("secret-7")
                .hasMessageNotContaining(GOOD);
    }
}
