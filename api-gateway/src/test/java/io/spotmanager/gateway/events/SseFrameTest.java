package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators and viewers follow the same events; what a cloud said is in those of operators alone. */
class SseFrameTest {
    private static final EventId ID = new EventId(7);
    private static final SseFrame FAILED =
            SseFrame.event(ID, "operation", "{\"cause\":\"refused (409): echo of a key\",\"seq\":3}");
    private static final SseFrame FINE = SseFrame.event(ID, "operation", "{\"cause\":null,\"seq\":4}");

    @Test
    void a_viewer_is_told_the_kind_of_the_error_and_an_operator_all_of_it() throws IOException {
        assertThat(written(FAILED, true)).contains("echo of a key", "\"seq\":3");
        assertThat(written(FAILED, false))
                .contains("refused (409)", "\"seq\":3")
                .doesNotContain("echo");
    }

    @Test
    void several_events_at_once_are_no_way_around_that() throws IOException {
        var both = SseFrame.joined(List.of(FINE, FAILED));

        assertThat(written(both, true)).contains("echo of a key");
        assertThat(written(both, false)).contains("\"seq\":4", "\"seq\":3").doesNotContain("echo");
    }

    @Test
    void what_is_the_same_for_all_is_kept_once() {
        assertThat(FINE.bytes()).isSameAs(FINE.forViewers());
        var both = SseFrame.joined(List.of(FINE, FINE));
        assertThat(both.bytes()).isSameAs(both.forViewers());
    }

    private static String written(SseFrame frame, boolean withWords) throws IOException {
        var out = new ByteArrayOutputStream();
        frame.writeTo(out, withWords);
        return out.toString(StandardCharsets.UTF_8);
    }
}
