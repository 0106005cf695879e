package io.spotmanager.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the W3C recommendation Trace Context, level 1. */
class TraceContextTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void valid_headers_are_passed_on_as_they_came() {
        assertThat(TraceContext.of(PARENT, "a=1,b=2")).contains(new TraceContext(PARENT, "a=1,b=2"));
        assertThat(TraceContext.of(PARENT, null)).contains(new TraceContext(PARENT, null));
    }

    @Test
    void what_a_later_version_appends_is_left_out() {
        assertThat(TraceContext.of("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff-what-comes", null))
                .contains(new TraceContext(PARENT, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void an_invalid_parent_means_no_trace_whatever_the_state_says(String parent) {
        assertThat(TraceContext.of(parent, "a=1")).isEmpty();
    }

    @Test
    void a_state_that_no_header_could_carry_on_is_left_out() {
        assertThat(TraceContext.of(PARENT, "a=" + "x".repeat(511))).contains(new TraceContext(PARENT, null));
        assertThat(TraceContext.of(PARENT, "a=\u00fc")).contains(new TraceContext(PARENT, null));
        assertThat(TraceContext.of(PARENT, "")).contains(new TraceContext(PARENT, null));
    }

    @Test
    void a_new_trace_is_valid_unsampled_and_its_own() {
        var random = new SplittableRandom(1);
        var one = TraceContext.fresh(random);

        assertThat(TraceContext.of(one.traceparent(), null)).contains(one);
        assertThat(one.traceparent())
                .endsWith("-00")
                .isNotEqualTo(TraceContext.fresh(random).traceparent());
    }

    @Test
    void two_spans_of_one_trace_know_that_they_belong_together() {
        var one = new TraceContext(PARENT, null);

        assertThat(one.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(one.isInTraceOf(new TraceContext("00-0af7651916cd43dd8448eb211c80319c-0000000000000001-00", "a=1")))
                .isTrue();
        assertThat(one.isInTraceOf(TraceContext.fresh(new SplittableRandom(2)))).isFalse();
    }
}
