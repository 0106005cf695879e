package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clouds echo what was sent to them: whole, cut, and in other encodings. */
class SecretMaskTest {
    private static final String SECRET = "s3cr3t/Key+of=the robot";

    @Test
    void it_is_masked_as_it_is_and_in_any_case() {
        assertThat(masked("bad key " + SECRET + " here")).isEqualTo("bad key *** here");
        assertThat(masked("bad key " + SECRET.toUpperCase(Locale.ROOT))).isEqualTo("bad key ***");
    }

    @Test
    void any_part_of_it_that_is_long_enough_is_masked() {
        for (var from = 0; from + 8 <= SECRET.length(); from++) {
            for (var to = from + 8; to <= SECRET.length(); to++) {
                assertThat(masked("<" + SECRET.substring(from, to) + ">")).isEqualTo("<***>");
            }
        }
        assertThat(masked("a word: robot")).isEqualTo("a word: robot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r", "ro", "rob", "robot:", "a-user-name:"})
    void it_is_masked_in_base64_wherever_it_stands_in_it(String before) {
        for (var encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding()
        }) {
            var echoed = encoder.encodeToString((before + SECRET).getBytes(StandardCharsets.UTF_8));
            var left = masked(echoed).replace("***", "");

            assertThat(left.length())
                    .as(left)
                    .isLessThanOrEqualTo(encoder.encodeToString(before.getBytes(StandardCharsets.UTF_8))
                                    .length()
                            + 8);
        }
    }

    @Test
    void it_is_masked_in_percent_encoding_and_in_digits() {
        assertThat(masked(URLEncoder.encode(SECRET, StandardCharsets.UTF_8))).isEqualTo("***");
        assertThat(masked(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("***");
    }

    @Test
    void what_looks_like_a_token_is_masked_whoevers_it_is() {
        var token = "gAAAAABnSomethingElse_0123456789-abcdefghijklmnopqrstuvwxyz==";

        assertThat(SecretMask.masked("the token " + token + " is no good", List.of()))
                .isEqualTo("the token *** is no good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host CA1-ESC8-L40-02 could not be found. (HTTP 404) (Request-ID: req-0a1b2c3d-4e5f-6789-abcd-ef0123456789)",
                "Aggregate 7 already has host CA1-ESC8-L40-02",
                "https://cloud.example/compute/v2.1/servers/0a1b2c3d-4e5f-6789-abcd-ef0123456789"
            })
    void words_that_are_no_secret_stay(String text) {
        assertThat(SecretMask.masked(text, List.of(SECRET))).isEqualTo(text);
    }

    @Test
    void a_line_is_short_and_shows_nothing_that_cannot_be_seen() {
        assertThat(ErrorText.line("a\u202eb\u200bc\u0007d\u2028e\nf", "")).isEqualTo("“a b c d e f”");
        assertThat(ErrorText.line("x ".repeat(5_000), "")).hasSizeLessThanOrEqualTo(305);
        assertThat(ErrorText.line("\ud83d\ude00".repeat(400), "")).endsWith("\ud83d\ude00...”");
    }

    @Test
    void the_marks_of_a_clouds_words_are_ours_alone() {
        assertThat(ErrorText.line("a ” our words “ b", "")).isEqualTo("“a our words b”");
        assertThat(ErrorText.line(ErrorText.line("twice", ""), "")).isEqualTo("“twice”");
    }

    /** What was cut in the middle by the cloud, or by us, is still a part. */
    @Test
    void a_secret_at_the_end_of_what_is_shown_is_masked() {
        var text = "x".repeat(290) + " " + SECRET;

        assertThat(ErrorText.line(text, SECRET)).doesNotContain("s3cr");
    }

    private static String masked(String text) {
        return SecretMask.masked(text, List.of(SECRET));
    }
}
