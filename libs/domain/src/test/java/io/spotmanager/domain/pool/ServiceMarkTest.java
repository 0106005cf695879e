package io.spotmanager.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMarkTest {
    private static final UUID OPERATION = UUID.fromString("01a228f5-1d04-78c1-9396-3677e1e6705d");

    @ParameterizedTest
    @ValueSource(strings = {"new fans", "see [4711]", "two\nlines", "spot-manager: again [x]", "Lüfter 🌀"})
    void what_was_written_is_read(String reason) {
        var mark = new ServiceMark(reason, OPERATION);

        assertThat(ServiceMark.in(mark.text())).contains(mark);
    }

    @Test
    void a_long_reason_is_cut_and_its_operation_is_still_read() {
        for (var length = 180; length < 400; length++) {
            var text = new ServiceMark("🌀".repeat(length / 2) + "x".repeat(length % 2), OPERATION).text();

            assertThat(text.length()).isLessThanOrEqualTo(255);
            assertThat(text.chars()
                            .filter(each -> Character.isSurrogate((char) each))
                            .count())
                    .as("no half of a character")
                    .isEven();
            assertThat(ServiceMark.in(text).map(ServiceMark::operation)).contains(OPERATION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new fans",
                "spot-manager: new fans",
                "spot-manager: new fans [4711]",
                "by hand: spot-manager: new fans [01a228f5-1d04-78c1-9396-3677e1e6705d]",
                "spot-manager: new fans [01a228f5-1d04-78c1-9396-3677e1e6705d], and more",
                ""
            })
    void what_somebody_else_wrote_is_no_mark(String text) {
        assertThat(ServiceMark.in(text)).isEmpty();
    }

    @Test
    void a_reason_that_just_fits_is_kept_whole_and_a_longer_one_fills_what_nova_takes() {
        var fits = "x".repeat(255 - new ServiceMark("", OPERATION).text().length());

        assertThat(new ServiceMark(fits, OPERATION).text()).hasSize(255).doesNotContain("...");
        assertThat(new ServiceMark(fits + "x", OPERATION).text()).hasSize(255).contains("x... [" + OPERATION + "]");
    }

    @Test
    void before_there_is_an_operation_a_preview_shows_what_nova_will_show() {
        assertThat(ServiceMark.preview("new fans")).isEqualTo("spot-manager: new fans [id of the operation]");
    }

    @Test
    void a_character_of_two_at_the_cut_is_left_out_whole() {
        for (var before = 150; before < 255; before++) {
            var text = new ServiceMark("x".repeat(before) + "🌀" + "x".repeat(200), OPERATION).text();

            assertThat(text.chars()
                            .filter(each -> Character.isSurrogate((char) each))
                            .count())
                    .as("no half of a character")
                    .isEven();
        }
    }
}
