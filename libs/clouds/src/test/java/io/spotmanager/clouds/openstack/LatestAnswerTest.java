package io.spotmanager.clouds.openstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.wire.AnswerBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LatestAnswerTest {
    private final LatestAnswer<String> latest = new LatestAnswer<>();
    private final List<String> read = new ArrayList<>();

    @Test
    void the_same_bytes_are_read_once_and_others_again() {
        assertThat(answer("one")).isEqualTo("ONE");
        assertThat(answer("one")).isEqualTo("ONE");
        assertThat(answer("two")).isEqualTo("TWO");
        assertThat(answer("one")).isEqualTo("ONE");
        assertThat(read).containsExactly("one", "two", "one");
    }

    @Test
    void an_answer_that_cannot_be_read_is_not_kept() {
        answer("one");
        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> latest.of(bytes("broken"), () -> {
                        throw new IllegalStateException("no JSON");
                    }))
                    .hasMessage("no JSON");
        }
        assertThat(answer("one")).isEqualTo("ONE");
        assertThat(read).containsExactly("one");
    }

    private String answer(String body) {
        return latest.of(bytes(body), () -> {
            read.add(body);
            return body.toUpperCase(Locale.ROOT);
        });
    }

    private static AnswerBody bytes(String body) {
        return AnswerBody.of(body.getBytes(UTF_8));
    }
}
